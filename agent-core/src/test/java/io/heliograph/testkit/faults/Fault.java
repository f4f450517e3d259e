package io.heliograph.testkit.faults;

import java.time.Duration;

/// What a [FaultProxy] does to a connection. Counts of bytes begin when the connection meets the fault.
///
/// A TLS handshake that stalls is [Vanished] after 0 bytes (the server never speaks) or [Muted] after some (it stops
/// speaking within its first flight).
public sealed interface Fault {
    /// Nothing: all is passed on.
    Fault NONE = new None();

    /// The request is delivered, and the connection ends before a byte of the answer.
    Fault ANSWER_LOST = new AnswerCut(0);

    /// Passes everything on.
    record None() implements Fault {}

    /// Reads on and throws away: after so many bytes of the request nothing goes through in either direction.
    ///
    /// @param afterBytes of the request that are still delivered
    record BlackHole(long afterBytes) implements Fault {}

    /// Neither reads nor writes any more, and sends neither FIN nor RST, as a peer does whose machine is gone.
    ///
    /// @param afterBytes of the request that are still delivered
    record Vanished(long afterBytes) implements Fault {}

    /// Resets both sides.
    ///
    /// @param afterBytes of the request that are still delivered
    record Reset(long afterBytes) implements Fault {}

    /// Delivers the request, and so much of the answer; then the connection is closed in order.
    ///
    /// @param afterBytes of the answer
    record AnswerCut(long afterBytes) implements Fault {}

    /// Delivers the request, and so much of the answer; then there is silence.
    ///
    /// @param afterBytes of the answer
    record Muted(long afterBytes) implements Fault {}

    /// Passes the request on no faster than this.
    ///
    /// @param bytesPerSecond of each connection
    record Slow(long bytesPerSecond) implements Fault {}

    /// Holds each piece back for a while, in both directions.
    ///
    /// @param each how long
    record Delayed(Duration each) implements Fault {}
}
