package io.heliograph.plugins.common.relabel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the regular expressions that are literals, `.*`, `.+`, groups and alternatives of these, and no others.
///
/// Alternatives within a sequence are multiplied out: `a(b|c)` is `ab` or `ac`. That is exact for whether a text
/// matches; for groups it is where no `.*` stands in front of the alternatives, because the first one then decides
/// before them.
final class ShapeReader {
    private static final int MOST_ALTERNATIVES = 512;
    private static final int DEEPEST = 20;
    private static final String OPERATORS = "\\.+*?()|[]{}^$";

    private final String regex;
    private int at;
    private int groups;
    private boolean exact = true;

    private ShapeReader(String regex) {
        this.regex = regex;
    }

    /// Null where it is of another shape.
    static @Nullable Shapes read(String regex) {
        ShapeReader reader = new ShapeReader(regex);
        List<List<Token>> alternatives = reader.alternatives(0);
        if (alternatives == null || reader.at < regex.length()) {
            return null;
        }
        return Shapes.of(alternatives, reader.groups, reader.exact || reader.groups == 0);
    }

    private @Nullable List<List<Token>> alternatives(int depth) {
        List<List<Token>> all = new ArrayList<>();
        do {
            List<List<Token>> more = depth > DEEPEST ? null : sequence(depth);
            if (more == null || all.size() + more.size() > MOST_ALTERNATIVES) {
                return null;
            }
            all.addAll(more);
        } while (skip("|"));
        return all;
    }

    private @Nullable List<List<Token>> sequence(int depth) {
        List<List<Token>> read = List.of(List.of());
        boolean first = true;
        while (at < regex.length() && peek() != '|' && peek() != ')') {
            if (isIdleAnchor(depth, first)) {
                at++;
                continue;
            }
            List<List<Token>> next = element(depth);
            if (next == null || read.size() * next.size() > MOST_ALTERNATIVES || isRepeated()) {
                return null;
            }
            exact &= next.size() == 1 || !hasAny(read);
            read = product(read, next);
            first = false;
        }
        return read;
    }

    /// `^` in front and `$` at the end of an alternative of the whole say what is the case anyway.
    private boolean isIdleAnchor(int depth, boolean first) {
        boolean last = at + 1 == regex.length() || regex.charAt(at + 1) == '|';
        return depth == 0 && (peek() == '^' && first || peek() == '$' && last);
    }

    private boolean isRepeated() {
        return at < regex.length() && "*+?{".indexOf(peek()) >= 0;
    }

    private @Nullable List<List<Token>> element(int depth) {
        if (skip("(")) {
            return group(depth);
        }
        if (skip(".")) {
            return skip("*") ? one(new Token.Any(0)) : skip("+") ? one(new Token.Any(1)) : null;
        }
        if (skip("\\")) {
            return at < regex.length() && isPunctuation(peek()) ? one(new Token.Text(next())) : null;
        }
        return OPERATORS.indexOf(peek()) >= 0 ? null : one(new Token.Text(next()));
    }

    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c) && c != '_';
    }

    private @Nullable List<List<Token>> group(int depth) {
        boolean counts = !skip("?:");
        int group = counts ? ++groups : 0;
        List<List<Token>> within = alternatives(depth + 1);
        if (within == null || !skip(")")) {
            return null;
        }
        return counts ? marked(within, group) : within;
    }

    private static List<List<Token>> marked(List<List<Token>> alternatives, int group) {
        List<List<Token>> begin = one(new Token.Mark(2 * group));
        List<List<Token>> end = one(new Token.Mark(2 * group + 1));
        return product(product(begin, alternatives), end);
    }

    private static List<List<Token>> one(Token token) {
        return List.of(List.of(token));
    }

    private static List<List<Token>> product(List<List<Token>> left, List<List<Token>> right) {
        List<List<Token>> product = new ArrayList<>(left.size() * right.size());
        for (List<Token> before : left) {
            for (List<Token> behind : right) {
                List<Token> both = new ArrayList<>(before);
                both.addAll(behind);
                product.add(both);
            }
        }
        return product;
    }

    private static boolean hasAny(List<List<Token>> alternatives) {
        for (List<Token> tokens : alternatives) {
            for (Token token : tokens) {
                if (token instanceof Token.Any) {
                    return true;
                }
            }
        }
        return false;
    }

    private char peek() {
        return regex.charAt(at);
    }

    /// The next code point.
    private String next() {
        int start = at;
        at = regex.offsetByCodePoints(at, 1);
        return regex.substring(start, at);
    }

    private boolean skip(String text) {
        boolean there = regex.startsWith(text, at);
        at += there ? text.length() : 0;
        return there;
    }
}
