/// Reads exposition formats and maps their samples to rows, as Telegraf does.
@NullMarked
package io.heliograph.plugins.prometheus.exposition;

import org.jspecify.annotations.NullMarked;
