/// `processors.relabel`: names and tags changed by the relabelling rules of Prometheus.
@NullMarked
package io.heliograph.plugins.transform.relabel;

import org.jspecify.annotations.NullMarked;
