/// Relabelling as Prometheus does it: rules that rewrite, keep and drop labels, in order.
///
/// `RelabelConfig` is a rule as configured, `RelabelRules` a list of them at work. A family that uses this package
/// names `re2j` in its own pom.
@NullMarked
package io.heliograph.plugins.common.relabel;

import org.jspecify.annotations.NullMarked;
