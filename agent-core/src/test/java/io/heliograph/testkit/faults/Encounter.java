package io.heliograph.testkit.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A connection's meeting with a fault: what has gone through since, and so what happens to the next piece. Confined to
/// the connection's monitor.
final class Encounter {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int PIECE_BYTES = 8 * 1024;
    private static final int PIECES_PER_SECOND = 20;

    private final Fault fault;
    private long requestBytes;
    private long answerBytes;

    /// What is done with a piece.
    ///
    /// @param passed bytes of its beginning that are delivered; the others are thrown away
    /// @param end how the connection ends after that
    record Step(int passed, End end) {}

    /// How a connection ends.
    enum End {
        NOT,
        RESET,
        CLOSED
    }

    Encounter(Fault fault) {
        this.fault = fault;
    }

    /// Whether nothing is read in this direction.
    boolean isStill(boolean request) {
        return switch (fault) {
            case Fault.Vanished(long after) -> requestBytes >= after;
            case Fault.Muted(long after) -> !request && answerBytes >= after;
            default -> false;
        };
    }

    /// Whether the end of one side is kept from the other.
    boolean hidesEnds() {
        return fault instanceof Fault.Vanished || fault instanceof Fault.BlackHole;
    }

    /// How much may be read at once.
    int pieceBytes() {
        return fault instanceof Fault.Slow(long bytesPerSecond)
                ? Math.clamp(bytesPerSecond / PIECES_PER_SECOND, 1, PIECE_BYTES)
                : PIECE_BYTES;
    }

    /// How long to wait before a piece goes on.
    long pauseNanos(boolean request, int length) {
        return switch (fault) {
            case Fault.Delayed(Duration each) -> each.toNanos();
            case Fault.Slow(long bytesPerSecond) -> request ? length * NANOS_PER_SECOND / bytesPerSecond : 0;
            default -> 0;
        };
    }

    /// Counts a piece.
    Step step(boolean request, int length) {
        return request ? ofRequest(length) : ofAnswer(length);
    }

    private Step ofRequest(int length) {
        long before = requestBytes;
        requestBytes += length;
        return switch (fault) {
            case Fault.BlackHole(long after) -> upTo(after - before, length, End.NOT);
            case Fault.Vanished(long after) -> upTo(after - before, length, End.NOT);
            case Fault.Reset(long after) -> upTo(after - before, length, End.RESET);
            default -> new Step(length, End.NOT);
        };
    }

    private Step ofAnswer(int length) {
        long before = answerBytes;
        answerBytes += length;
        return switch (fault) {
            case Fault.BlackHole(long after) -> new Step(requestBytes > after ? 0 : length, End.NOT);
            case Fault.Vanished(long after) -> new Step(requestBytes >= after ? 0 : length, End.NOT);
            case Fault.AnswerCut(long after) -> upTo(after - before, length, End.CLOSED);
            case Fault.Muted(long after) -> upTo(after - before, length, End.NOT);
            default -> new Step(length, End.NOT);
        };
    }

    private static Step upTo(long left, int length, End end) {
        return left > length ? new Step(length, End.NOT) : new Step((int) Math.max(0, left), end);
    }
}
