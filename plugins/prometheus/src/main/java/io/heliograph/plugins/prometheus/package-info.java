/// The family of Prometheus: scraping targets, reading their formats, and being a target.
@NullMarked
package io.heliograph.plugins.prometheus;

import org.jspecify.annotations.NullMarked;
