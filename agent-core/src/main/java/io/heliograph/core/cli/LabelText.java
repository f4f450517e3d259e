package io.heliograph.core.cli;

import io.heliograph.api.TagSet;
import org.jspecify.annotations.Nullable;

/// Reads and writes labels as Prometheus writes a series: `http_requests_total{code="200"}`, or
/// `{"my.requests", code="200"}`. Values may be in single quotes as well, which shells like better.
final class LabelText {
    private final String text;
    private final String nameLabel;
    private int at;
    private TagSet labels = TagSet.EMPTY;

    private LabelText(String text, String nameLabel) {
        this.text = text;
        this.nameLabel = nameLabel;
    }

    /// @param nameLabel the label that what stands in front of the braces is: `__name__`, or `__address__`
    /// @throws IllegalArgumentException for another text, with what was wanted where
    static TagSet read(String text, String nameLabel) {
        return new LabelText(text, nameLabel).read();
    }

    private TagSet read() {
        skipBlanks();
        String name = word("{");
        if (!name.isEmpty()) {
            put(nameLabel, name);
        }
        skipBlanks();
        if (skip('{')) {
            pairs();
        }
        skipBlanks();
        if (at < text.length()) {
            throw wanted("nothing more, or labels in braces");
        }
        return labels;
    }

    private void pairs() {
        skipBlanks();
        while (!skip('}')) {
            pair();
            skipBlanks();
            if (!skip(',') && (at == text.length() || text.charAt(at) != '}')) {
                throw wanted("a comma or a closing brace");
            }
            skipBlanks();
        }
    }

    private void pair() {
        String quoted = quoted();
        String name = quoted == null ? word("=,{}\"'") : quoted;
        skipBlanks();
        if (skip('=')) {
            skipBlanks();
            String value = quoted();
            if (value == null) {
                throw wanted("the value of " + name + " in quotes");
            }
            put(name, value);
        } else if (quoted == null) {
            throw name.isEmpty() ? wanted("the name of a label") : wanted("= and a value for the label " + name);
        } else {
            put(nameLabel, quoted);
        }
    }

    private void put(String name, String value) {
        if (labels.has(name)) {
            throw new IllegalArgumentException("the label " + name + " is there twice");
        }
        labels = labels.with(name, value);
    }

    private String word(String ends) {
        int start = at;
        while (at < text.length() && text.charAt(at) > ' ' && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /// The text in quotes that begins here, or null where none does.
    private @Nullable String quoted() {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote != '"' && quote != '\'') {
            return null;
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
            value.append(escaped ? unescaped(text.charAt(++at)) : text.charAt(at));
        }
        if (!skip(quote)) {
            throw wanted("a closing quote");
        }
        return value.toString();
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case '"', '\'', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private IllegalArgumentException wanted(String what) {
        String found = at == text.length() ? "the end" : "'" + text.charAt(at) + "'";
        return new IllegalArgumentException("at character " + (at + 1) + ": wanted " + what + ", found " + found);
    }

    /// @param nameLabel stands in front of the braces
    static String write(TagSet labels, String nameLabel) {
        String name = labels.get(nameLabel);
        boolean plain = name != null && isPlain(name, ":.-/[]");
        StringBuilder out = new StringBuilder(plain ? name : "");
        String separator = "{";
        for (int i = 0; i < labels.size(); i++) {
            if (!plain || !labels.key(i).equals(nameLabel)) {
                out.append(separator).append(pair(labels.key(i), labels.value(i)));
                separator = ", ";
            }
        }
        boolean braces = separator.equals(", ");
        return out.append(braces ? "}" : plain ? "" : "{}").toString();
    }

    /// One label: `code="200"`.
    static String pair(String name, String value) {
        return (isPlain(name, "") ? name : quoted(name)) + '=' + quoted(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static boolean isPlain(String text, String more) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && more.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
