package io.heliograph.plugins.prometheus.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text format read plainly and slowly, for comparison: by expressions, from the description of Prometheus' lexer.
/// Shares nothing with the readers. Bytes are characters here; what is in quotes is decoded afterwards.
final class PlainText {
    private static final String QUOTED = "\"(?:\\\\.|[^\\\\\"])*+\"";
    private static final Pattern SKIPPED = Pattern.compile("[ \\t\\n]++");
    private static final Pattern HELP = Pattern.compile(
            "#[ \\t]+HELP[ \\t]+(?:" + QUOTED + "|[a-zA-Z_:][a-zA-Z0-9_:]*+)([^\\n]*+)", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile(
            "#[ \\t]+TYPE[ \\t]+(?:" + QUOTED
                    + "|[a-zA-Z_:][a-zA-Z0-9_:]*+).(?:counter|gauge|histogram|summary|untyped)(?=\\n|\\z)",
            Pattern.DOTALL);
    private static final Pattern METADATA = Pattern.compile("#[ \\t]+(?:HELP|TYPE)[ \\t]");
    private static final Pattern COMMENT = Pattern.compile("#[^\\n]*+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+");
    private static final Pattern OPEN = Pattern.compile("[ \\t]*+\\{[ \\t]*+");
    private static final Pattern CLOSE = Pattern.compile("\\}");
    private static final Pattern QUOTED_NAME = Pattern.compile("(" + QUOTED + ")[ \\t]*+(?=[,}])", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile(
            "(" + QUOTED + "|[a-zA-Z_][a-zA-Z0-9_]*+)[ \\t]*+=[ \\t]*+(" + QUOTED + ")[ \\t]*+", Pattern.DOTALL);
    private static final Pattern COMMA = Pattern.compile(",?[ \\t]*+");
    private static final Pattern VALUE = Pattern.compile(
            "[ \\t]*+([+-]?(?:[0-9]+\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?|(?i:[+-]?inf(?:inity)?|nan))"
                    + "(?:[ \\t]++([0-9]{1,13}))?[ \\t]*+(?=\\n|\\z)");

    private final String text;
    private final List<String> samples = new ArrayList<>();
    private int at;

    private PlainText(byte[] bytes) {
        this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// The samples that have a number, in order; null where the text is refused.
    static @Nullable List<String> samples(byte[] bytes) {
        PlainText plain = new PlainText(bytes);
        try {
            while (plain.at < plain.text.length()) {
                plain.next();
            }
            return plain.samples;
        } catch (IllegalArgumentException | CharacterCodingException refused) {
            return null;
        }
    }

    private @Nullable Matcher take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }

    private Matcher need(Pattern pattern) {
        Matcher found = take(pattern);
        if (found == null) {
            throw new IllegalArgumentException("at " + at);
        }
        return found;
    }

    private void next() throws CharacterCodingException {
        if (take(SKIPPED) != null) {
            return;
        }
        if (text.charAt(at) != '#') {
            sample();
            return;
        }
        Matcher help = take(HELP);
        if (help != null) {
            decoded(help.group());
        } else if (take(TYPE) == null) {
            if (METADATA.matcher(text).region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException("at " + at);
            }
            need(COMMENT);
        }
    }

    private void sample() throws CharacterCodingException {
        Matcher bare = take(NAME);
        String name = bare == null ? "" : bare.group();
        Map<String, String> labels = new TreeMap<>();
        if (take(OPEN) != null) {
            while (take(CLOSE) == null) {
                Matcher quoted = take(QUOTED_NAME);
                if (quoted == null) {
                    label(labels);
                } else if (name.isEmpty()) {
                    name = unquoted(quoted.group(1));
                } else {
                    throw new IllegalArgumentException("at " + at);
                }
                need(COMMA);
            }
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("at " + at);
        }
        value(name, labels);
    }

    private void label(Map<String, String> labels) throws CharacterCodingException {
        Matcher label = need(LABEL);
        String key = label.group(1).startsWith("\"") ? unquoted(label.group(1)) : label.group(1);
        if (key.isEmpty() || key.equals("__name__") || labels.putIfAbsent(key, unquoted(label.group(2))) != null) {
            throw new IllegalArgumentException("at " + at);
        }
    }

    private void value(String name, Map<String, String> labels) {
        Matcher line = need(VALUE);
        double value = number(line.group(1).toLowerCase(Locale.ROOT));
        String time = line.group(2);
        long millis = time == null ? 0 : Long.parseLong(time);
        if (millis > Long.MAX_VALUE / 1_000_000) {
            throw new IllegalArgumentException("at " + at);
        }
        labels.values().removeIf(String::isEmpty);
        if (!Double.isNaN(value)) {
            samples.add(name + labels + " " + value + " " + 1_000_000 * millis);
        }
    }

    private static double number(String word) {
        if (word.endsWith("nan")) {
            if (word.length() > 3) {
                throw new IllegalArgumentException(word);
            }
            return Double.NaN;
        }
        if (word.contains("inf")) {
            return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (word.length() > 1024) {
            throw new IllegalArgumentException("too long");
        }
        double value = Double.parseDouble(word);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException(word);
        }
        return value;
    }

    private static String decoded(String latin) throws CharacterCodingException {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String unquoted(String quoted) throws CharacterCodingException {
        String text = decoded(quoted.substring(1, quoted.length() - 1));
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char after = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '\\' && (after == '\\' || after == '"' || after == 'n')) {
                plain.append(after == 'n' ? '\n' : after);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
