/// The options of a scrape job: Prometheus' `scrape_config`, as keys of `[[inputs.prometheus]]`.
@NullMarked
package io.heliograph.plugins.prometheus.job;

import org.jspecify.annotations.NullMarked;
