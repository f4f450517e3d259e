package io.heliograph.core.telemetry;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells each distinct problem once, and then at growing distances how often it came again. Numbers in a message do not
/// make it another problem. Of one logger at most [#MOST] lines a minute are told, so that a thousand targets that fail
/// in a thousand ways do not fill the disk. Not for several threads.
final class Repeats {
    /// Lines of one logger in a minute.
    static final int MOST = 1000;

    private static final int REMEMBERED = 20_000;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST_SILENCE = Duration.ofHours(1).toNanos();

    private static final class Problem {
        long silentUntil;
        long silence;
        long untold;
    }

    /// What one logger may still tell.
    private static final class Allowance {
        long until;
        int left;
        long untold;
    }

    private final Map<String, Allowance> allowances = new HashMap<>();

    // by hash: texts of thousands of targets would be megabytes
    private final Map<Long, Problem> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Problem> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// What to append to the line of a problem: nothing the first time, the count of repeats later; null where it is
    /// not to be told now.
    @Nullable
    String tell(String logger, String message, long nowNanos) {
        String count = repeated(hash(logger, message), nowNanos);
        return count == null ? null : allowed(logger, count, nowNanos);
    }

    private @Nullable String repeated(long problem, long nowNanos) {
        Problem seen = known.get(problem);
        if (seen == null) {
            Problem fresh = new Problem();
            fresh.silence = MINUTE;
            fresh.silentUntil = nowNanos + fresh.silence;
            known.put(problem, fresh);
            return "";
        }
        seen.untold++;
        if (nowNanos - seen.silentUntil < 0) {
            return null;
        }
        String count = " (" + seen.untold + " more since it was last told)";
        seen.untold = 0;
        seen.silence = Math.min(2 * seen.silence, LONGEST_SILENCE);
        seen.silentUntil = nowNanos + seen.silence;
        return count;
    }

    private @Nullable String allowed(String logger, String count, long nowNanos) {
        Allowance allowance = allowances.computeIfAbsent(logger, name -> new Allowance());
        long untold = 0;
        if (allowance.until == 0 || nowNanos - allowance.until >= 0) {
            untold = allowance.untold;
            allowance.untold = 0;
            allowance.until = nowNanos + MINUTE;
            allowance.left = MOST;
        }
        if (allowance.left == 0) {
            allowance.untold++;
            return null;
        }
        allowance.left--;
        return untold > 0
                ? count + " (and " + untold + " other problems were not told)"
                : allowance.left == 0 ? count + " (too many problems: others are not told for a minute)" : count;
    }

    /// Of logger and message, without the numbers that stand alone in it: `(5003 ms)`, `12 rows`, but not
    /// `10.0.0.1:9100` or `node7`, which tell targets apart, or `status 503`.
    private static long hash(String logger, String message) {
        long hash = hash(17, logger, 0, logger.length());
        int at = 0;
        int before = 0; // where the word before begins
        while (at < message.length()) {
            int end = endOfWord(message, at);
            boolean number = isNumber(message, at, end) && !isStatus(message, before, at);
            hash = number ? hash * 31 + '#' : hash(hash, message, at, end);
            before = at;
            at = end;
            if (at < message.length()) {
                hash = hash * 31 + message.charAt(at++);
            }
        }
        return hash;
    }

    private static long hash(long from, String text, int start, int end) {
        long hash = from;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && " ()[]{},;=\"'".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /// Digits with at most one point between them, and perhaps a unit of up to three letters behind.
    private static boolean isNumber(String text, int from, int end) {
        int at = from;
        int points = 0;
        while (at < end && (isDigit(text.charAt(at)) || at > from && text.charAt(at) == '.' && points++ == 0)) {
            at++;
        }
        int unit = end - at;
        while (at < end
                && (Character.isLetter(text.charAt(at)) || at == end - 1 && ".:%".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at == end && end > from && unit <= 3 && isDigit(text.charAt(from));
    }

    /// What a server answered with is what is wrong, and no mere number.
    private static boolean isStatus(String text, int before, int at) {
        return text.startsWith("status", before) && at - before == 7
                || text.startsWith("answered", before) && at - before == 9;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
