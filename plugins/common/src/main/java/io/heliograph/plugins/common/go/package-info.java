/// Numbers and times as Go's standard library writes and reads them, which is what Telegraf's options and data promise.
@NullMarked
package io.heliograph.plugins.common.go;

import org.jspecify.annotations.NullMarked;
