/// Targets in files of Prometheus' file_sd format, JSON or YAML.
@NullMarked
package io.heliograph.plugins.discovery.file;

import org.jspecify.annotations.NullMarked;
