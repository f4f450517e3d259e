/// Reads Kapacitor's configuration as far as it scrapes: discoverers, scrapers, and the InfluxDB to write to.
@NullMarked
package io.heliograph.plugins.kapacitor.configuration;

import org.jspecify.annotations.NullMarked;
