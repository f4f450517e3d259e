package io.heliograph.dist;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page of Prometheus' text format as the test itself reads it.
///
/// @param values by name and labels
/// @param types of the names: `counter`, `gauge` …
record Scraped(Map<Sample, Double> values, Map<String, String> types) {
    private static final Pattern LINE = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /// @param labels without those of the target
    record Sample(String name, Map<String, String> labels) {}

    static Scraped read(String page) {
        Scraped scraped = new Scraped(new java.util.HashMap<>(), new TreeMap<>());
        for (String line : page.split("\n")) {
            Matcher sample = LINE.matcher(line);
            if (line.startsWith("# TYPE ")) {
                scraped.types.put(line.split(" ")[2], line.split(" ")[3]);
            } else if (sample.matches()) {
                String value = sample.group(3).replace("Inf", "Infinity");
                scraped.values.put(new Sample(sample.group(1), labels(sample.group(2))), Double.valueOf(value));
            }
        }
        return scraped;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            if (!label.group(2).isEmpty()) {
                String value = label.group(2)
                        .replace("\\\"", "\"")
                        .replace("\\n", "\n")
                        .replace("\\\\", "\\");
                labels.put(label.group(1), isBound(label.group(1)) && isWhole(value) ? value + ".0" : value);
            }
        }
        return labels;
    }

    /// Bounds are written as floats since Prometheus 3.0, by which `le="1"` and `le="1.0"` are one series.
    private static boolean isBound(String label) {
        return label.equals("le") || label.equals("quantile");
    }

    private static boolean isWhole(String number) {
        return number.matches("-?\\d+");
    }

    boolean isCounter(Sample sample) {
        return "counter".equals(types.get(sample.name()));
    }
}
