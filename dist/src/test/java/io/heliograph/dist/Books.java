package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The agent's own numbers, as `/metrics` shows them.
///
/// @param samples by `family{label="value",…}`
record Books(Map<String, Double> samples) {
    private static final Pattern SAMPLE = Pattern.compile("([^#{ ]+(?:\\{.*})?) (\\S+)");
    private static final Pattern OUTPUT = Pattern.compile("heliograph_output_routed_total\\{(.*)}");

    static Books read(String page) {
        Map<String, Double> samples = new TreeMap<>();
        for (String line : page.split("\n")) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                samples.put(sample.group(1), Double.valueOf(sample.group(2).replace("+Inf", "Infinity")));
            }
        }
        return new Books(samples);
    }

    /// All samples of a family whose labels begin with these, added up.
    ///
    /// @param labels `output="file",alias="a"`, or empty for all
    double sum(String family, String labels) {
        double sum = 0;
        for (Map.Entry<String, Double> sample : samples.entrySet()) {
            String name = sample.getKey();
            boolean same = name.startsWith(family)
                    && (name.length() == family.length() || name.charAt(family.length()) == '{');
            if (same
                    && (labels.isEmpty()
                            || name.contains('{' + labels + '}')
                            || name.contains('{' + labels + ",reason="))) {
                sum += sample.getValue();
            }
        }
        return sum;
    }

    /// A count of one output.
    ///
    /// @param labels `output="file",alias="a"`
    double output(String count, String labels) {
        return sum("heliograph_output_" + count, labels);
    }

    /// Every row that came in or was made went somewhere, and so did every row that was routed to an output.
    void assertBalanced() {
        assertThat(sum("heliograph_gathered_total", "") + sum("heliograph_made_total", ""))
                .as("gathered + made = routed + filtered + absorbed")
                .isEqualTo(sum("heliograph_routed_total", "")
                        + sum("heliograph_filtered_total", "")
                        + sum("heliograph_absorbed_total", ""));
        assertThat(outputs()).isNotEmpty().allSatisfy(this::assertBalanced);
    }

    /// Whether [#assertBalanced] would be content.
    boolean isBalanced() {
        try {
            assertBalanced();
            return true;
        } catch (AssertionError difference) {
            return false;
        }
    }

    private void assertBalanced(String labels) {
        double in = output("routed_total", labels) + output("recovered_total", labels);
        double out = output("filtered_total", labels)
                + output("written_total", labels)
                + output("rejected_total", labels)
                + output("dropped_total", labels)
                + output("buffered_rows", labels);
        assertThat(out)
                .as("routed + recovered = filtered + written + rejected + dropped + buffered of %s", labels)
                .isEqualTo(in);
    }

    private TreeSet<String> outputs() {
        TreeSet<String> outputs = new TreeSet<>();
        for (String name : samples.keySet()) {
            Matcher output = OUTPUT.matcher(name);
            if (output.matches()) {
                outputs.add(output.group(1));
            }
        }
        return outputs;
    }
}
