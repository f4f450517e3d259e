package io.heliograph.core.telemetry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells each distinct problem once, and then at growing distances how often it came again. Not for several threads.
final class Repeats {
    private static final int REMEMBERED = 1000;
    private static final long FIRST_SILENCE = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST_SILENCE = Duration.ofHours(1).toNanos();

    private static final class Problem {
        long silentUntil;
        long silence;
        long untold;
    }

    private final Map<String, Problem> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Problem> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// What to append to the line of a problem: nothing the first time, the count of repeats later; null where it is
    /// not to be told now.
    @Nullable
    String tell(String problem, long nowNanos) {
        Problem seen = known.get(problem);
        if (seen == null) {
            Problem fresh = new Problem();
            fresh.silence = FIRST_SILENCE;
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
}
