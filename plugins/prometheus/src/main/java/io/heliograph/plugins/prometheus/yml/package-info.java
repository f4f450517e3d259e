/// Reads `prometheus.yml`: scrape jobs become inputs with their discoveries, `remote_write` becomes outputs.
@NullMarked
package io.heliograph.plugins.prometheus.yml;

import org.jspecify.annotations.NullMarked;
