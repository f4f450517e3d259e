package io.heliograph.plugins.mysql.sql;

import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.mysql.dsn.Dsn;
import org.jspecify.annotations.Nullable;

/// What the driver's own extension points, which it makes by class name, need to know of the connection that is under
/// way.
///
/// @param dsn where to
/// @param tls null for a plain connection
record Dial(Dsn dsn, @Nullable ClientTls tls) {
    /// Bound while a connection is made.
    static final ScopedValue<Dial> PRESENT = ScopedValue.newInstance();
}
