package io.heliograph.bench;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.NameValidation;
import io.heliograph.plugins.common.relabel.RelabelAction;
import io.heliograph.plugins.common.relabel.RelabelConfig;
import io.heliograph.plugins.common.relabel.RelabelRules;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Relabelling, which happens once for each series and not for each sample: the three most usual kinds of rule.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class RelabelBenchmark {
    private final TagSet[] labels = new TagSet[Samples.COUNT];
    private RelabelRules rules = RelabelRules.NONE;

    /// Makes labels and rules.
    @Setup
    public void rules() {
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Samples.series(i).tags().with(RelabelRules.NAME, Samples.family(i));
        }
        rules = RelabelRules.of(
                List.of(
                        rule(RelabelAction.DROP, List.of(RelabelRules.NAME), "go_(gc|memstats)_.*", null, "$1"),
                        rule(RelabelAction.REPLACE, List.of("url"), "https?://([^:/]+).*", "host", "$1"),
                        rule(RelabelAction.LABELDROP, List.of(), "cpu", null, "$1")),
                NameValidation.values()[0]);
    }

    private static RelabelConfig rule(
            RelabelAction action, List<String> from, String regex, @Nullable String target, String replacement) {
        return new RelabelConfig(action, from, ";", regex, target, replacement, 0);
    }

    /// Three rules over the labels of a series.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public int threeRules() {
        int left = 0;
        for (TagSet one : labels) {
            left += rules.apply(one) == null ? 0 : 1;
        }
        return left;
    }
}
