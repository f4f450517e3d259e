package io.heliograph.plugins.common.httpserver;

import java.time.Duration;

/// What clients of one listener may take.
///
/// @param connections at a time
/// @param connectionsPerAddress at a time; an IPv6 address counts by its first 64 bits, which are one customer's
/// @param headDeadline from the first byte of a request, or from the beginning of a connection, to the end of its head
/// @param bodyDeadline for reading a body as a whole
/// @param idle how long a connection may rest between requests
public record ServerLimits(
        int connections, int connectionsPerAddress, Duration headDeadline, Duration bodyDeadline, Duration idle) {
    /// The most that a request line and the fields may have together, in bytes.
    public static final int HEAD_BYTES = 16 * 1024;

    /// The most fields that a head may have.
    public static final int HEAD_FIELDS = 100;

    /// For taking an answer.
    static final Duration ANSWER = Duration.ofSeconds(10);

    /// What is enough for most listeners.
    public static final ServerLimits DEFAULT =
            new ServerLimits(1024, 64, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
