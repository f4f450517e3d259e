package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the parser of prometheus/common refuses and the scraper of Prometheus lets pass: a text that does not end
/// with a line feed, line feeds within quotes, escapes that mean nothing, the label `__name__`, metadata twice or
/// after samples, bounds that are no numbers, negative counts. Reads the text on its own, without haste.
final class StrictText {
    private final byte[] text;
    private final int limit;
    private int at;
    private final Map<String, ValueType> types = new HashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> sampled = new HashSet<>();

    StrictText(byte[] text, int from, int limit) {
        this.text = text;
        this.at = from;
        this.limit = limit;
    }

    /// The type of a word, in any case.
    static @Nullable ValueType type(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "counter" -> ValueType.COUNTER;
            case "gauge" -> ValueType.GAUGE;
            case "histogram" -> ValueType.HISTOGRAM;
            case "gauge_histogram" -> ValueType.GAUGE_HISTOGRAM;
            case "summary" -> ValueType.SUMMARY;
            case "untyped" -> ValueType.UNTYPED;
            default -> null;
        };
    }

    void check() throws Fault {
        if (at < limit && text[limit - 1] != '\n') {
            throw new Fault(limit - 1, "the last line does not end");
        }
        while (at < limit) {
            int end = at;
            while (text[end] != '\n') {
                end++;
            }
            line(skipBlanks(at, end), end);
            at = end + 1;
        }
    }

    private void line(int from, int end) throws Fault {
        if (from == end) {
            return;
        }
        if (text[from] == '#') {
            metadata(skipBlanks(from + 1, end), end);
        } else {
            sample(from, end);
        }
    }

    private void metadata(int from, int end) throws Fault {
        int word = from;
        while (word < end && text[word] != ' ' && text[word] != '\t') {
            word++;
        }
        String keyword = new String(text, from, word - from, StandardCharsets.ISO_8859_1);
        int name = skipBlanks(word, end);
        if (!keyword.equals("HELP") && !keyword.equals("TYPE") || name == end) {
            return;
        }
        SeriesText named = SeriesText.readName(text, name, end, keyword, SeriesSyntax.SEPARATED);
        if (named.end() < end && text[named.end()] != ' ' && text[named.end()] != '\t') {
            throw new Fault(named.end(), "the name after " + keyword + " does not end here");
        }
        int rest = skipBlanks(named.end(), end);
        if (keyword.equals("HELP")) {
            help(named.name(), name, rest, end);
        } else {
            type(named.name(), name, rest, end);
        }
    }

    private void help(String name, int place, int rest, int end) throws Fault {
        if (!helped.add(name)) {
            throw new Fault(place, "a second HELP line for '" + name + "'");
        }
        escapes(rest, end);
    }

    private void type(String name, int place, int rest, int end) throws Fault {
        ValueType type = type(new String(text, rest, end - rest, StandardCharsets.UTF_8));
        if (type == null) {
            throw new Fault(rest, "not a type");
        }
        if (sampled.contains(name) || types.putIfAbsent(name, type) != null) {
            throw new Fault(place, "a second TYPE line for '" + name + "', or one after its samples");
        }
    }

    private void sample(int from, int end) throws Fault {
        SeriesText series = SeriesText.read(text, from, end, SeriesSyntax.SEPARATED);
        escapes(from, series.end());
        String family = family(series.name());
        sampled.add(family);
        ValueType type = types.getOrDefault(family, ValueType.UNTYPED);
        DecimalReader decimals = new DecimalReader();
        double value = decimals.read(text, skipBlanks(series.end(), end), end);
        for (int i = 0; i < series.labels().size(); i += 2) {
            label(series, i, type, from);
        }
        boolean counts = type.basic() == ValueType.HISTOGRAM && !series.name().endsWith("_sum")
                || type == ValueType.SUMMARY && series.name().endsWith("_count");
        if (counts && value < 0) {
            throw new Fault(series.end(), "a negative count of '" + family + "'");
        }
    }

    private static void label(SeriesText series, int i, ValueType type, int place) throws Fault {
        String key = series.labels().get(i);
        if (key.equals("__name__")) {
            throw new Fault(place, "the label '__name__' is reserved");
        }
        boolean bound = type.basic() == ValueType.HISTOGRAM && key.equals(Resolver.BOUND)
                || type == ValueType.SUMMARY && key.equals(Resolver.QUANTILE);
        if (bound) {
            byte[] number = series.labels().get(i + 1).getBytes(StandardCharsets.UTF_8);
            DecimalReader decimals = new DecimalReader();
            decimals.read(number, 0, number.length);
            if (decimals.end() < number.length) {
                throw new Fault(place, "not a number in the label '" + key + "'");
            }
        }
    }

    private String family(String name) {
        if (types.containsKey(name)) {
            return name;
        }
        int length = Dialect.PROMETHEUS.baseLength(name);
        String base = name.substring(0, length);
        ValueType type = types.get(base);
        return type != null && Dialect.PROMETHEUS.role(type, name.substring(length)) != null ? base : name;
    }

    private void escapes(int from, int end) throws Fault {
        for (int i = from; i < end; i++) {
            if (text[i] == '\\') {
                i++;
                if (i == end || text[i] != '\\' && text[i] != '"' && text[i] != 'n') {
                    throw new Fault(i - 1, "an escape that means nothing");
                }
            }
        }
    }

    private int skipBlanks(int from, int end) {
        int next = from;
        while (next < end && (text[next] == ' ' || text[next] == '\t')) {
            next++;
        }
        return next;
    }
}
