package io.heliograph.plugins.common.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.heliograph.api.InvalidOptionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Matches with RE2/J and remembers the answers: labels repeat, and a match takes a microsecond or more.
final class Re2Matches {
    private static final int MOST_ANSWERS = 4_096;
    private static final int LONGEST_KEPT = 256; // characters
    private static final int[] NO_MATCH = {};

    private final Pattern pattern;
    private final Map<String, int[]> answers = new ConcurrentHashMap<>();

    /// @throws InvalidOptionException for `regex`, where it is no regular expression
    Re2Matches(String regex) {
        try {
            // as Prometheus wraps it, which also decides about texts like "a)|(b"
            this.pattern = Pattern.compile("^(?s:" + regex + ")$");
        } catch (PatternSyntaxException bad) {
            throw new InvalidOptionException(
                    "regex",
                    "not a regular expression of RE2: '" + regex + "': " + bad.getDescription() + " (try http_.*)");
        }
    }

    /// As [Expression#groups].
    int @Nullable [] groups(String text) {
        int[] answer = answers.get(text);
        if (answer == null) {
            answer = match(text);
            remember(text, answer);
        }
        return answer == NO_MATCH ? null : answer;
    }

    /// Starts anew where there are too many: what is in use is back soon, and nothing grows with what is not.
    private void remember(String text, int[] answer) {
        if (text.length() > LONGEST_KEPT) {
            return;
        }
        if (answers.size() >= MOST_ANSWERS) {
            answers.clear();
        }
        answers.put(text, answer);
    }

    private int[] match(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return NO_MATCH;
        }
        int[] bounds = new int[2 * (pattern.groupCount() + 1)];
        for (int group = 0; 2 * group < bounds.length; group++) {
            bounds[2 * group] = matcher.start(group);
            bounds[2 * group + 1] = matcher.end(group);
        }
        return bounds;
    }

    int group(String name) {
        Integer number = pattern.namedGroups().get(name);
        return number == null ? -1 : number;
    }
}
