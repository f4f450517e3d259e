package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What OpenMetrics 1.0 forbids and Prometheus lets pass: metadata twice or after samples, families and metrics that
/// are interleaved, times that go back, values, labels and exemplars that a type cannot have, incomplete histograms.
/// Reads the text on its own, without haste, before the fast reader reads what is left to be wrong.
final class StrictOpenMetrics {
    private static final int MOST_EXEMPLAR_CHARACTERS = 128;

    private final byte[] text;
    private final int limit;
    private int at;
    private final Map<String, StrictFamily> families = new HashMap<>();
    private final Map<String, StrictFamily> owners = new HashMap<>();
    private final DecimalReader decimals = new DecimalReader();
    private @Nullable StrictFamily present;

    StrictOpenMetrics(byte[] text, int from, int limit) {
        this.text = text;
        this.at = from;
        this.limit = limit;
    }

    /// Checks all lines up to `# EOF`.
    void check() throws Fault {
        while (at < limit) {
            int end = at;
            while (end < limit && text[end] != '\n') {
                end++;
            }
            if (text[at] != '#') {
                sample(at, end);
            } else if (Texts.isText("# EOF", text, at, end)) {
                break;
            } else {
                metadata(at, end);
            }
            at = end + 1;
        }
        finish();
    }

    private void finish() throws Fault {
        StrictFamily family = present;
        if (family != null) {
            family.finish();
        }
    }

    private void metadata(int from, int end) throws Fault {
        int name = from + "# TYPE ".length();
        String keyword = name <= end ? new String(text, from + 2, 4, StandardCharsets.ISO_8859_1) : "";
        if (!keyword.equals("TYPE") && !keyword.equals("HELP") && !keyword.equals("UNIT")) {
            throw new Fault(from, "a comment that is neither HELP, TYPE nor UNIT");
        }
        SeriesText named = SeriesText.readName(text, name, end, keyword, SeriesSyntax.OPENMETRICS);
        StrictFamily family = enter(named.name(), from);
        if (!family.described.add(keyword)) {
            throw new Fault(from, "a second " + keyword + " line for '" + family.name + "'");
        }
        if (family.hasSamples) {
            throw new Fault(from, keyword + " after the samples of '" + family.name + "'");
        }
        String rest = named.end() < end
                ? new String(text, named.end() + 1, end - named.end() - 1, StandardCharsets.UTF_8)
                : "";
        if (keyword.equals("TYPE")) {
            declare(family, rest, from);
        } else if (keyword.equals("UNIT")) {
            family.unit = rest;
        }
        family.checkUnit(from);
    }

    private void declare(StrictFamily family, String word, int place) throws Fault {
        ValueType type = type(word);
        if (type == null) {
            throw new Fault(place, "not a type: '" + word + "'");
        }
        family.type = type;
        for (String name : family.sampleNames()) {
            StrictFamily other = owners.putIfAbsent(name, family);
            if (other != null && other != family) {
                throw new Fault(place, "'" + name + "' would belong to '" + other.name + "' and '" + family.name + "'");
            }
        }
    }

    static @Nullable ValueType type(String word) {
        return switch (word) {
            case "counter" -> ValueType.COUNTER;
            case "gauge" -> ValueType.GAUGE;
            case "histogram" -> ValueType.HISTOGRAM;
            case "gaugehistogram" -> ValueType.GAUGE_HISTOGRAM;
            case "summary" -> ValueType.SUMMARY;
            case "info" -> ValueType.INFO;
            case "stateset" -> ValueType.STATE_SET;
            case "unknown" -> ValueType.UNTYPED;
            default -> null;
        };
    }

    /// The family of a name, which becomes the present one.
    private StrictFamily enter(String name, int place) throws Fault {
        StrictFamily family = families.get(name);
        if (family == null) {
            finish();
            family = new StrictFamily(name);
            families.put(name, family);
        } else if (family != present) {
            throw new Fault(place, "the lines of '" + name + "' are interleaved with those of other families");
        }
        present = family;
        return family;
    }

    private void sample(int from, int end) throws Fault {
        SeriesText series = SeriesText.read(text, from, end, SeriesSyntax.OPENMETRICS);
        if (text[series.end() - 1] == '}' && text[series.end() - 2] == ',') {
            throw new Fault(series.end() - 2, "a comma after the last label");
        }
        StrictFamily family = owners.get(series.name());
        family = family == null ? enter(series.name(), from) : enter(family.name, from);
        owners.putIfAbsent(series.name(), family);
        String suffix = series.name().substring(Math.min(series.name().length(), family.name.length()));
        String[] words = new String(text, series.end(), end - series.end(), StandardCharsets.UTF_8).split(" ", 4);
        if (words.length < 2 || !words[0].isEmpty()) {
            throw new Fault(from, "wants a blank and a value after the series");
        }
        double value = number(words[1], from);
        double time = words.length > 2 && !words[2].equals("#") ? number(words[2], from) : Double.NaN;
        family.sample(suffix, labels(series), value, time, from);
        int mark = exemplarMark(series.end(), end);
        if (mark < end) {
            exemplar(family, suffix, mark, end, from);
        }
    }

    private int exemplarMark(int from, int end) {
        int mark = from;
        while (mark < end && text[mark] != '#') {
            mark++;
        }
        return mark;
    }

    private void exemplar(StrictFamily family, String suffix, int mark, int end, int place) throws Fault {
        boolean allowed = family.type == ValueType.COUNTER && suffix.equals("_total")
                || family.type.basic() == ValueType.HISTOGRAM && suffix.equals("_bucket");
        if (!allowed) {
            throw new Fault(place, "an exemplar where none is allowed");
        }
        if (text[mark - 1] != ' ' || mark + 2 >= end || text[mark + 1] != ' ') {
            throw new Fault(mark, "wants blanks around '#'");
        }
        SeriesText labels = SeriesText.readExemplar(text, mark + 2, end);
        int characters = 0;
        for (String part : labels.labels()) {
            characters += part.codePointCount(0, part.length());
        }
        if (characters > MOST_EXEMPLAR_CHARACTERS) {
            throw new Fault(mark, "an exemplar's labels of more than " + MOST_EXEMPLAR_CHARACTERS + " characters");
        }
    }

    private double number(String word, int place) throws Fault {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        double number = decimals.read(bytes, 0, bytes.length);
        if (decimals.end() < bytes.length) {
            throw new Fault(place, "not a number: '" + word.substring(0, Math.min(40, word.length())) + "'");
        }
        return number;
    }

    private static Map<String, String> labels(SeriesText series) {
        Map<String, String> labels = new HashMap<>();
        List<String> pairs = series.labels();
        for (int i = 0; i < pairs.size(); i += 2) {
            labels.put(pairs.get(i), pairs.get(i + 1));
        }
        return labels;
    }

    /// One family, and the metric of it that is being read.
    private static final class StrictFamily {
        final String name;
        final Set<String> described = new HashSet<>();
        ValueType type = ValueType.UNTYPED;
        String unit = "";
        boolean hasSamples;

        private final Set<Map<String, String>> metricsDone = new HashSet<>();
        private final Set<Map<String, String>> seriesDone = new HashSet<>();
        private @Nullable Map<String, String> metric;
        private final StrictPoint point = new StrictPoint();
        private double metricTime = Double.NaN;
        private boolean timed;

        StrictFamily(String name) {
            this.name = name;
        }

        List<String> sampleNames() {
            List<String> names = new ArrayList<>();
            for (String suffix : suffixes()) {
                names.add(name + suffix);
            }
            return names;
        }

        private String[] suffixes() {
            return switch (type) {
                case COUNTER -> new String[] {"_total", "_created", ""};
                case HISTOGRAM -> new String[] {"_bucket", "_count", "_sum", "_created", ""};
                case GAUGE_HISTOGRAM -> new String[] {"_bucket", "_gcount", "_gsum", ""};
                case SUMMARY -> new String[] {"", "_count", "_sum", "_created"};
                case INFO -> new String[] {"_info", ""};
                case GAUGE, STATE_SET, UNTYPED -> new String[] {""};
            };
        }

        void checkUnit(int place) throws Fault {
            if (unit.isEmpty()) {
                return;
            }
            if (!name.endsWith("_" + unit) || type == ValueType.INFO || type == ValueType.STATE_SET) {
                throw new Fault(place, "'" + name + "' cannot have the unit '" + unit + "'");
            }
        }

        void sample(String suffix, Map<String, String> labels, double value, double time, int place) throws Fault {
            hasSamples = true;
            boolean known = false;
            for (String own : suffixes()) {
                known |= own.equals(suffix);
            }
            if (!known) {
                throw new Fault(place, "'" + name + suffix + "' in a family of type " + type);
            }
            Map<String, String> own = new HashMap<>(labels);
            own.remove(part(suffix));
            enter(own, time, place);
            point.place = place;
            part(suffix, labels, value, place);
        }

        /// The label that tells parts of one metric apart.
        private String part(String suffix) {
            return switch (type) {
                case HISTOGRAM, GAUGE_HISTOGRAM -> suffix.equals("_bucket") ? Resolver.BOUND : "";
                case SUMMARY -> suffix.isEmpty() ? Resolver.QUANTILE : "";
                case STATE_SET -> name;
                case COUNTER, GAUGE, INFO, UNTYPED -> "";
            };
        }

        private void enter(Map<String, String> own, double time, int place) throws Fault {
            boolean hasTime = !Double.isNaN(time);
            if (!own.equals(metric)) {
                finish();
                if (!metricsDone.add(own)) {
                    throw new Fault(place, "metrics of '" + name + "' are interleaved");
                }
                metric = own;
                metricTime = time;
                timed = hasTime;
                seriesDone.clear();
                return;
            }
            if (timed != hasTime) {
                throw new Fault(place, "some samples of a metric have a time and some have none");
            }
            if (hasTime && time < metricTime) {
                throw new Fault(place, "the times of a metric go back");
            }
            if (hasTime && time > metricTime) {
                finishPoint();
                metricTime = time;
                seriesDone.clear();
            }
        }

        private void part(String suffix, Map<String, String> labels, double value, int place) throws Fault {
            Map<String, String> identity = new HashMap<>(labels);
            identity.put("__name__", suffix);
            if (!seriesDone.add(identity)) {
                throw new Fault(place, "the same series twice");
            }
            switch (type) {
                case COUNTER -> counter(suffix, value, place);
                case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(suffix, labels, value, place);
                case SUMMARY -> summary(suffix, labels, value, place);
                case INFO -> check(suffix.equals("_info") && value == 1, place, "an info is named _info and is 1");
                case STATE_SET ->
                    check(
                            labels.containsKey(name) && (value == 0 || value == 1),
                            place,
                            "a state is 0 or 1 and has a label of the family's name");
                case GAUGE, UNTYPED -> {}
            }
        }

        private static void check(boolean good, int place, String rule) throws Fault {
            if (!good) {
                throw new Fault(place, rule);
            }
        }

        private static void counter(String suffix, double value, int place) throws Fault {
            check(!suffix.isEmpty(), place, "a counter's sample is named _total");
            check(value >= 0, place, "a counter is neither negative nor NaN");
        }

        private void histogram(String suffix, Map<String, String> labels, double value, int place) throws Fault {
            switch (suffix) {
                case "_bucket" -> {
                    String bound = labels.get(Resolver.BOUND);
                    check(bound != null, place, "a bucket without 'le'");
                    point.bucket(bound(bound, place), value, place);
                }
                case "_count", "_gcount" -> point.count = notNegative(value, place);
                case "_sum" -> {
                    check(value >= 0, place, "a histogram's sum is neither negative nor NaN");
                    point.sum = value;
                }
                case "_gsum" -> {
                    check(!Double.isNaN(value), place, "a sum is not NaN");
                    point.sum = value;
                }
                case "_created" -> {}
                default -> throw new Fault(place, "a histogram's sample wants a suffix");
            }
        }

        private void summary(String suffix, Map<String, String> labels, double value, int place) throws Fault {
            if (!suffix.isEmpty()) {
                notNegative(value, place);
                return;
            }
            String quantile = labels.get(Resolver.QUANTILE);
            double share = quantile == null ? Double.NaN : bound(quantile, place);
            check(share >= 0 && share <= 1, place, "a summary's sample wants a quantile from 0 to 1");
            check(!(value < 0), place, "a quantile is not negative");
        }

        private static double notNegative(double value, int place) throws Fault {
            check(value >= 0, place, "counts and sums are neither negative nor NaN");
            return value;
        }

        private static double bound(@Nullable String text, int place) throws Fault {
            byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
            DecimalReader decimals = new DecimalReader();
            double bound = decimals.read(bytes, 0, bytes.length);
            check(decimals.end() == bytes.length && !Double.isNaN(bound), place, "not a bound: '" + text + "'");
            return bound;
        }

        private void finishPoint() throws Fault {
            if (type.basic() == ValueType.HISTOGRAM && hasSamples) {
                point.finish(type == ValueType.GAUGE_HISTOGRAM);
            }
            point.clear();
        }

        void finish() throws Fault {
            if (metric != null) {
                finishPoint();
            }
            metric = null;
        }
    }

    /// One point of a histogram.
    private static final class StrictPoint {
        int place;
        double count;
        double sum;
        private double bound;
        private double inBucket;
        private boolean negative;
        private boolean any;

        StrictPoint() {
            clear();
        }

        void clear() {
            count = Double.NaN;
            sum = Double.NaN;
            bound = Double.NEGATIVE_INFINITY;
            inBucket = 0;
            negative = false;
            any = false;
        }

        void bucket(double upper, double value, int where) throws Fault {
            if (any && upper <= bound) {
                throw new Fault(where, "buckets are not in the order of their bounds");
            }
            if (!(value >= inBucket)) {
                throw new Fault(where, "a bucket holds less than the one below");
            }
            any = true;
            negative |= upper < 0;
            bound = upper;
            inBucket = value;
        }

        void finish(boolean gauge) throws Fault {
            boolean hasCount = !Double.isNaN(count);
            boolean hasSum = !Double.isNaN(sum);
            if (bound != Double.POSITIVE_INFINITY) {
                throw new Fault(place, "a histogram without a bucket for +Inf");
            }
            if (hasCount != hasSum) {
                throw new Fault(place, "a histogram with one of count and sum");
            }
            if (hasCount && count != inBucket) {
                throw new Fault(place, "the count is not that of the bucket for +Inf");
            }
            if (negative && hasSum && !gauge) {
                throw new Fault(place, "a sum, where there are negative buckets");
            }
        }
    }
}
