package io.heliograph.plugins.transform.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the matches of a pattern become, as Go's `Regexp.ReplaceAllString` and `Expand` have it.
///
/// `$1`, `${1}`, `$name` and `${name}` stand for a group; the longest name counts, so that `$1x` is the group `1x`. A
/// group that is not there, or matched nothing, is empty. `$$` is a dollar; any other dollar stands for itself.
final class Replacement {
    private final Pattern pattern;
    private final List<Part> parts = new ArrayList<>();

    /// A text, or the number of a group.
    private record Part(@Nullable String text, int group) {}

    Replacement(Pattern pattern, String template) {
        this.pattern = pattern;
        parse(template);
    }

    private void parse(String template) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int dollar = template.indexOf('$', at);
            if (dollar < 0 || dollar == template.length() - 1) {
                break;
            }
            text.append(template, at, dollar);
            at = template.charAt(dollar + 1) == '$' ? literalDollar(text, dollar) : group(template, dollar, text);
        }
        text.append(template, at, template.length());
        endText(text);
    }

    private static int literalDollar(StringBuilder text, int dollar) {
        text.append('$');
        return dollar + 2;
    }

    /// Takes the group that begins at a dollar, and gives the index behind it.
    private int group(String template, int dollar, StringBuilder text) {
        boolean braced = template.charAt(dollar + 1) == '{';
        int from = dollar + (braced ? 2 : 1);
        int to = from;
        while (to < template.length() && isWord(template.charAt(to))) {
            to++;
        }
        boolean bad = to == from || braced && (to == template.length() || template.charAt(to) != '}');
        if (bad) {
            text.append('$');
            return dollar + 1;
        }
        endText(text);
        parts.add(new Part(null, number(template.substring(from, to))));
        return braced ? to + 1 : to;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private void endText(StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text.toString(), -1));
            text.setLength(0);
        }
    }

    /// The number of a group, or one that no pattern has.
    private int number(String name) {
        Map<String, Integer> named = pattern.namedGroups();
        if (named.containsKey(name)) {
            return named.get(name);
        }
        boolean digits = name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(name) : Integer.MAX_VALUE;
    }

    /// The text with every match replaced; null where there is no match.
    @Nullable
    String apply(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        StringBuilder result = new StringBuilder(text.length() + 16);
        int copied = 0;
        int search = 0;
        while (search <= text.length() && matcher.find(search)) {
            result.append(text, copied, matcher.start());
            // an empty match just behind another one does not count
            if (matcher.end() > copied || matcher.start() == 0) {
                expand(matcher, result);
            }
            copied = matcher.end();
            search = Math.max(next(text, search), copied);
        }
        return result.append(text, copied, text.length()).toString();
    }

    private static int next(String text, int at) {
        return at < text.length() ? at + Character.charCount(text.codePointAt(at)) : at + 1;
    }

    private void expand(Matcher matcher, StringBuilder result) {
        for (Part part : parts) {
            if (part.text() != null) {
                result.append(part.text());
            } else if (part.group() <= matcher.groupCount() && matcher.start(part.group()) >= 0) {
                result.append(matcher.group(part.group()));
            }
        }
    }
}
