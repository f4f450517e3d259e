package io.heliograph.dist;

import io.heliograph.testkit.faults.Sample;
import org.jspecify.annotations.Nullable;

/// The lines of a trial. Each is known by its client and its number, and has no other content than these two give it:
/// so a line that arrives is the one that was sent, to the byte, or damage.
final class TrialLines {
    private static final long EPOCH = 1_700_000_000_000_000_000L;
    private static final int SITES = 7;

    /// Another trial that runs at the same time sends other lines.
    private static final String PUSHED = "pushed,by=" + ProcessHandle.current().pid() + ",client=c";

    private TrialLines() {}

    /// Who sent a line, and as his how manieth.
    record Identity(int client, int number) {}

    /// The line.
    static String line(int client, int number) {
        return PUSHED + client + ",site=a\\ " + number % SITES + " f=" + number + ".5,n=" + number + "i,t=\"no. "
                + number + "\" " + (EPOCH + number * 1000L + client);
    }

    /// Which line this is; null where it is none of ours, or differs from what was sent in anything but the order of
    /// tags and fields.
    static @Nullable Identity identify(String line) {
        try {
            Identity identity = new Identity(number(line, ",client=c"), number(line, "n="));
            String sent = line(identity.client, identity.number);
            return sent.equals(line) || Sample.of(sent).equals(Sample.of(line)) ? identity : null;
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }

    private static int number(String line, String before) {
        int start = line.indexOf(before) + before.length();
        int end = start;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return Integer.parseInt(line, start, end, 10);
    }
}
