package io.heliograph.plugins.influxdb.intake;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.plugins.common.httpserver.ByteBudget;
import io.heliograph.plugins.common.httpserver.ListenAddress;
import java.time.Duration;

/// What one write may take.
///
/// @param bodyBytes of a body, unpacked
/// @param safeWithin for the rows to be in all buffers
/// @param budget of all bodies under way
/// @param rows of all writes under way
public record IntakeLimits(long bodyBytes, Duration safeWithin, ByteBudget budget, RowRoom rows) {
    /// Where to listen.
    ///
    /// @throws InvalidOptionException for what is no address
    static ListenAddress address(String serviceAddress) {
        return ListenAddress.of("service_address", serviceAddress, "127.0.0.1:8186");
    }

    /// Refuses an address that anybody could write to.
    ///
    /// @param remedy the options that would ask who it is
    /// @throws InvalidOptionException for an address that is not of the loopback network
    public static void checkLoopback(String serviceAddress, String remedy) {
        if (!address(serviceAddress).isLoopback()) {
            throw new InvalidOptionException(
                    "service_address",
                    "anybody who reaches '" + serviceAddress + "' could write: listen on 127.0.0.1, set " + remedy
                            + ", or allow_insecure = true");
        }
    }
}
