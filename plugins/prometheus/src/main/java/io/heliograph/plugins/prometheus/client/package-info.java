/// Exposes metrics for Prometheus to scrape.
@NullMarked
package io.heliograph.plugins.prometheus.client;

import org.jspecify.annotations.NullMarked;
