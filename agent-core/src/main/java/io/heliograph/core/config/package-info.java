/// The configuration: files in Telegraf's layout become [Configuration], or a list of all problems with file and line.
@NullMarked
package io.heliograph.core.config;

import org.jspecify.annotations.NullMarked;
