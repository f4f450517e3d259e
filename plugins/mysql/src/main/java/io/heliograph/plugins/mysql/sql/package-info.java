/// A connection to a server, and what its queries answer.
@NullMarked
package io.heliograph.plugins.mysql.sql;

import org.jspecify.annotations.NullMarked;
