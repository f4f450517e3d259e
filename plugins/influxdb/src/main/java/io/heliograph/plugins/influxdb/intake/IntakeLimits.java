package io.heliograph.plugins.influxdb.intake;

import io.heliograph.api.DataSize;
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
    private static final DataSize LARGEST = new DataSize(32L << 20);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /// A timeout as Telegraf takes it: less than a second means ten.
    public static Duration atLeastASecond(Duration option) {
        return option.compareTo(Duration.ofSeconds(1)) < 0 ? TEN_SECONDS : option;
    }

    /// The option `max_body_size` as Telegraf takes it: 0 means 32 MiB.
    ///
    /// @throws InvalidOptionException for what no array can hold
    public static DataSize bodySize(DataSize option) {
        if (option.bytes() > Integer.MAX_VALUE - 64 * 1024) {
            throw new InvalidOptionException("max_body_size", "larger than an array: " + option + " (try 32MiB)");
        }
        return option.bytes() == 0 ? LARGEST : option;
    }

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
