package io.heliograph.plugins.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Aggregator;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.testkit.PluginRun;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The contract of aggregators: two targets with the same series give what each of them would give alone, and a
/// window that was pushed is over.
class TwoTargetsTest {
    private static final String OF_A =
            "m,job=x,instance=a v=1,n=2i 1000000000\nm,job=x,instance=a v=3,n=4i 2000000000\n";
    private static final String OF_B =
            "m,job=x,instance=b v=10,n=20i 1000000000\nm,job=x,instance=b v=30,n=40i 2000000000\n";
    private static final String MIXED =
            "m,job=x,instance=a v=1,n=2i 1000000000\nm,job=x,instance=b v=10,n=20i 1000000000\n"
                    + "m,job=x,instance=b v=30,n=40i 2000000000\nm,job=x,instance=a v=3,n=4i 2000000000\n";

    @TestFactory
    Stream<DynamicTest> targetsDoNotMix() {
        return new AggregatePlugins()
                .plugins().stream()
                        .map(plugin -> DynamicTest.dynamicTest(plugin.name(), () -> {
                            List<String> alone = new ArrayList<>(pushed(made(plugin), OF_A));
                            alone.addAll(pushed(made(plugin), OF_B));
                            assertThat(pushed(made(plugin), MIXED))
                                    .isNotEmpty()
                                    .containsExactlyInAnyOrderElementsOf(alone);
                        }));
    }

    @TestFactory
    Stream<DynamicTest> windowsDoNotMix() {
        return new AggregatePlugins()
                .plugins().stream()
                        .map(plugin -> DynamicTest.dynamicTest(plugin.name(), () -> {
                            Aggregator aggregator = made(plugin);
                            List<String> first = pushed(aggregator, OF_A);
                            List<String> between = pushed(aggregator, "");
                            List<String> second = pushed(aggregator, OF_A);
                            assertThat(between).isEmpty();
                            assertThat(second).containsExactlyInAnyOrderElementsOf(first);
                        }));
    }

    private static Aggregator made(PluginDescriptor plugin) throws Exception {
        String options = switch (plugin.name()) {
            case "aggregators.valuecounter" -> "fields = [\"v\"]";
            case "aggregators.final" -> "output_strategy = \"periodic\"";
            case "aggregators.histogram" -> "reset = true\nconfig = [{ measurement_name = \"m\", buckets = [2.0] }]";
            default -> "";
        };
        TestContext context = new TestContext(plugin.name()).at(Instant.ofEpochSecond(3));
        Configuration configuration = ConfigLoader.loadText(
                PluginRun.catalog(new AggregatePlugins()),
                LoadOptions.strict(),
                "test.toml",
                "[[" + plugin.name() + "]]\n" + options);
        return (Aggregator)
                plugin.create(configuration.plugins(plugin.kind()).get(0).bind(context), context);
    }

    private static List<String> pushed(Aggregator aggregator, String lines) throws Exception {
        PluginRun.parse(lines).forEach(aggregator::add);
        RecordingAccumulator out = new RecordingAccumulator();
        aggregator.push(out);
        return out.metrics().stream().map(Metric::toString).toList();
    }
}
