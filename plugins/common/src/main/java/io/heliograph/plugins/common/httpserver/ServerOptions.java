package io.heliograph.plugins.common.httpserver;

import io.heliograph.api.DataSize;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;

/// What clients of a listener may take, where Telegraf has no option for it. Used with `@Inline`.
public record ServerOptions(
        @Option(
                doc = "For the head of a request, from its first byte, and for the first one from the beginning of the "
                        + "connection. A head may have 16 KiB and 100 fields.",
                defaultValue = "5s")
        Duration headerTimeout,

        @Option(doc = "How long a connection may rest between requests.", defaultValue = "60s")
        Duration idleTimeout,

        @Option(
                doc =
                        "Connections at a time. Where there are more, the one goes that has waited longest without a request; "
                                + "where all are at work, the new one hears 503.",
                defaultValue = "1024")
        int maxConnections,

        @Option(
                doc =
                        "Connections at a time from one IPv4 address, or from one IPv6 network of 64 bits; more are treated "
                                + "likewise.",
                defaultValue = "64")
        int maxConnectionsPerAddress,

        @Option(
                doc = "Bytes that all bodies under way may take together, unpacked; a request beyond hears 429. "
                        + "0 for a quarter of the heap.",
                defaultValue = "0B")
        DataSize maxBytesInFlight) {

    private static final int HEAP_SHARE = 4;

    /// What stands in the documentation.
    public static final ServerOptions DEFAULT =
            new ServerOptions(Duration.ofSeconds(5), Duration.ofSeconds(60), 1024, 64, new DataSize(0));

    /// @throws InvalidOptionException for limits that let nobody in
    public ServerOptions {
        atLeast1("max_connections", maxConnections);
        atLeast1("max_connections_per_address", maxConnectionsPerAddress);
        positive("header_timeout", headerTimeout);
        positive("idle_timeout", idleTimeout);
    }

    private static void atLeast1(String option, int value) {
        if (value < 1) {
            throw new InvalidOptionException(option, "lets nobody in: " + value + " (try 64)");
        }
    }

    private static void positive(String option, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new InvalidOptionException(option, "no time at all: " + value.toMillis() + "ms (try 5s)");
        }
    }

    /// The limits of a listener.
    ///
    /// @param bodyDeadline for reading a body
    public ServerLimits limits(Duration bodyDeadline) {
        return new ServerLimits(maxConnections, maxConnectionsPerAddress, headerTimeout, bodyDeadline, idleTimeout);
    }

    /// The budget of all bodies of a listener.
    public ByteBudget budget() {
        return maxBytesInFlight.bytes() == 0 ? ByteBudget.ofHeap(HEAP_SHARE) : new ByteBudget(maxBytesInFlight.bytes());
    }
}
