/// How rows are called in Prometheus: names of metrics and labels, the same for all outputs of its family.
@NullMarked
package io.heliograph.plugins.prometheus.naming;

import org.jspecify.annotations.NullMarked;
