/// Scrapes targets over HTTP.
@NullMarked
package io.heliograph.plugins.prometheus.scrape;

import org.jspecify.annotations.NullMarked;
