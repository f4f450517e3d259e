package io.heliograph.plugins.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.Processor;
import io.heliograph.plugins.transform.dedup.DedupConfig;
import io.heliograph.plugins.transform.dedup.DedupProcessor;
import io.heliograph.testkit.PluginRun;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of stateful processors: two targets with the same series never mix, even where the host asks for one
/// plan.
class TwoTargetsTest {
    private final TestContext context = new TestContext("processors.dedup").at(Instant.ofEpochSecond(1));
    private final DedupConfig config = new DedupConfig(Duration.ofMinutes(10));

    @Test
    void targetsDoNotMix() throws Exception {
        List<Metric> rows = PluginRun.parse(
                "up,job=x,instance=a v=1 0\nup,job=x,instance=b v=1 0\nup,job=x,instance=a v=1 1\nup,job=x,instance=b v=2 1\n");
        assertThat(sent(new DedupProcessor(config, context), rows))
                .extracting(Metric::toString)
                .containsExactly(
                        rows.get(0).toString(),
                        rows.get(1).toString(),
                        rows.get(3).toString());
    }

    @Test
    void whatWasSeenOutlivesTheProcess() throws Exception {
        List<Metric> rows = PluginRun.parse(
                "m,t=a\\ b a=1,s=\"x\ty\nz\\\\\",u=18446744073709551615u,b=true 0\nm,t=a\\ b later=1i 0\n");
        DedupProcessor first = new DedupProcessor(config, context);
        assertThat(sent(first, rows)).hasSize(2);
        first.close();
        DedupProcessor second = new DedupProcessor(config, context);
        second.open();
        assertThat(sent(second, rows)).isEmpty();
    }

    @Test
    void aStateOfOthersIsNoState() throws Exception {
        context.state().save("{}");
        DedupProcessor processor = new DedupProcessor(config, context);
        processor.open();
        assertThat(sent(processor, PluginRun.parse("m v=1 0"))).hasSize(1);
    }

    @Test
    void oldRowsAreForgotten() throws Exception {
        DedupProcessor processor = new DedupProcessor(config, context);
        List<Metric> rows = PluginRun.parse("m v=1 0");
        assertThat(sent(processor, rows)).hasSize(1);
        context.at(Instant.ofEpochSecond(600));
        assertThat(sent(processor, rows)).hasSize(1);
    }

    private static List<Metric> sent(Processor processor, List<Metric> rows) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        Plan.Each shared = (Plan.Each) processor.plan(rows.get(0).series());
        for (Metric row : rows) {
            shared.step().apply(row, out);
        }
        return out.metrics();
    }
}
