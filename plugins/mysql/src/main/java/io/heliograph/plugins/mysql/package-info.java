/// Reads MySQL and MariaDB servers.
@NullMarked
package io.heliograph.plugins.mysql;

import org.jspecify.annotations.NullMarked;
