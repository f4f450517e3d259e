@NullMarked
package io.heliograph.plugins.mysql.dsn;

import org.jspecify.annotations.NullMarked;
