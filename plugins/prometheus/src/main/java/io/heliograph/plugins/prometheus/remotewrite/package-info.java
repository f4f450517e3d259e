/// Sends samples to Prometheus and all that speak its remote write protocol, versions 1.0 and 2.0.
@NullMarked
package io.heliograph.plugins.prometheus.remotewrite;

import org.jspecify.annotations.NullMarked;
