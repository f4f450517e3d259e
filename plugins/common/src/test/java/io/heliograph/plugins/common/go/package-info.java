/// Numbers and times as Go has them.
@NullMarked
package io.heliograph.plugins.common.go;

import org.jspecify.annotations.NullMarked;
