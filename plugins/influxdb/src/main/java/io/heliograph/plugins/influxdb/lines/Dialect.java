package io.heliograph.plugins.influxdb.lines;

import java.io.IOException;
import java.net.URI;

/// What the versions of InfluxDB do differently.
public interface Dialect {
    /// Where lines are posted.
    URI target(Destination to);

    /// What an answer means.
    Verdict judge(Answer answer);

    /// Asked before the first write to this server.
    ///
    /// @throws IOException where the server cannot be reached
    default void prepare() throws IOException {}

    /// Makes a database that is missing.
    ///
    /// @return whether another try makes sense
    /// @throws IOException where the server cannot be reached
    default boolean create(Destination to) throws IOException {
        return false;
    }
}
