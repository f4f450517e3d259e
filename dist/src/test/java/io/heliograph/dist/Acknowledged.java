package io.heliograph.dist;

import java.util.BitSet;

/// The lines that were acknowledged, by identity. Good for any thread.
///
/// An acknowledgement counts in the life of the agent in which the line was sent, and only until that life is sealed:
/// what is read after the power was cut proves nothing, as a sync that is under way may still report success.
final class Acknowledged {
    private final BitSet[] lines;
    private int life;
    private boolean sealed;

    Acknowledged(int clients) {
        lines = new BitSet[clients];
        for (int client = 0; client < clients; client++) {
            lines[client] = new BitSet();
        }
    }

    /// The present life.
    synchronized int life() {
        return life;
    }

    /// Begins another life.
    synchronized void begin() {
        life++;
        sealed = false;
    }

    /// Lets no acknowledgement of this life count any more.
    synchronized void seal() {
        sealed = true;
    }

    /// Notes that lines of one client, sent in this life, were acknowledged.
    synchronized void add(int sentInLife, int client, int from, int count) {
        if (!sealed && sentInLife == life) {
            lines[client].set(from, from + count);
        }
    }

    synchronized long count() {
        long count = 0;
        for (BitSet ofClient : lines) {
            count += ofClient.cardinality();
        }
        return count;
    }

    /// What is acknowledged at present.
    synchronized BitSet[] copy() {
        BitSet[] copy = new BitSet[lines.length];
        for (int client = 0; client < lines.length; client++) {
            copy[client] = (BitSet) lines[client].clone();
        }
        return copy;
    }
}
