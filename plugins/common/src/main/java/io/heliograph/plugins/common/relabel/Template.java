package io.heliograph.plugins.common.relabel;

import java.util.ArrayList;
import java.util.List;

/// A text with references to groups, expanded as Go's `regexp.Expand` does: `$name` takes all letters, digits and
/// underscores that follow, so that `$1_x` is the group "1_x"; a group that there is not is empty; `$$` is a dollar
/// sign, and so is one that no name follows.
final class Template {
    private static final int NO_GROUP = -1;

    private final String[] literals; // one more than there are references
    private final int[] groups;

    private Template(String[] literals, int[] groups) {
        this.literals = literals;
        this.groups = groups;
    }

    /// @param expression has the groups
    static Template of(String text, Expression expression) {
        List<String> literals = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '$' ? endOfReference(text, at + 1) : 0;
            if (end > 0) {
                literals.add(literal.toString());
                literal.setLength(0);
                groups.add(group(name(text, at + 1, end), expression));
                at = end;
            } else {
                literal.append(text.charAt(at));
                at += text.startsWith("$$", at) ? 2 : 1;
            }
        }
        literals.add(literal.toString());
        int[] numbers = groups.stream().mapToInt(Integer::intValue).toArray();
        return new Template(literals.toArray(String[]::new), numbers);
    }

    /// The index behind the reference whose dollar sign is in front of `from`; 0 where it is none.
    private static int endOfReference(String text, int from) {
        boolean braced = text.startsWith("{", from);
        int start = braced ? from + 1 : from;
        int end = start;
        while (end < text.length() && isNamePart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        if (end == start || braced && !text.startsWith("}", end)) {
            return 0;
        }
        return braced ? end + 1 : end;
    }

    private static boolean isNamePart(int c) {
        return c == '_' || Character.isLetter(c) || Character.isDigit(c);
    }

    private static String name(String text, int from, int end) {
        return text.charAt(from) == '{' ? text.substring(from + 1, end - 1) : text.substring(from, end);
    }

    private static int group(String name, Expression expression) {
        boolean leadingZero = name.length() > 1 && name.charAt(0) == '0';
        return isNumber(name) && !leadingZero ? Integer.parseInt(name) : expression.group(name);
    }

    /// Of at most eight digits; more are a name in Go, and no group has it.
    private static boolean isNumber(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return name.length() <= 8;
    }

    /// Whether it is the same for every text.
    boolean isConstant() {
        return groups.length == 0;
    }

    /// @param text that the expression matched
    /// @param bounds as of [Expression#groups]
    String expand(String text, int[] bounds) {
        if (groups.length == 0) {
            return literals[0];
        }
        if (groups.length == 1 && literals[0].isEmpty() && literals[1].isEmpty()) {
            int start = start(bounds, groups[0]);
            return start < 0 ? "" : text.substring(start, bounds[2 * groups[0] + 1]);
        }
        return joined(text, bounds);
    }

    private String joined(String text, int[] bounds) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(literals[0]);
        for (int i = 0; i < groups.length; i++) {
            int start = start(bounds, groups[i]);
            if (start >= 0) {
                out.append(text, start, bounds[2 * groups[i] + 1]);
            }
            out.append(literals[i + 1]);
        }
        return out.toString();
    }

    private static int start(int[] bounds, int group) {
        return group == NO_GROUP || 2 * group >= bounds.length ? -1 : bounds[2 * group];
    }

    /// Whether some text may be expanded to this one.
    boolean mayGive(String result) {
        String prefix = literals[0];
        String suffix = literals[literals.length - 1];
        return isConstant()
                ? result.equals(prefix)
                : result.length() >= prefix.length() + suffix.length()
                        && result.startsWith(prefix)
                        && result.endsWith(suffix);
    }
}
