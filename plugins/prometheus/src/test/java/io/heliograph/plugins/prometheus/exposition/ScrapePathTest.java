package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.GlobList;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.channel.ColumnPool;
import io.heliograph.core.channel.Entrance;
import io.heliograph.core.channel.GatherCounts;
import io.heliograph.core.channel.HostAccumulator;
import io.heliograph.core.channel.MetricChannel;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import io.heliograph.core.pipeline.InputStage;
import io.heliograph.core.pipeline.MetricFilter;
import io.heliograph.core.pipeline.Naming;
import io.heliograph.core.series.SeriesCache;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The whole way of a sample, from the bytes of an answer to its line: what it allocates, and what it leaves behind.
class ScrapePathTest {
    private static final int TARGETS = 20;
    private static final int SERIES = 515;
    private static final int WARM = 200;
    private static final int ROUNDS = 100;
    private static final int CHURN = Integer.getInteger("heliograph.churn", 1_000_000);

    private final MetricChannel channel = new MetricChannel();
    private final MemoryBuffer buffer = new MemoryBuffer(1_000_000, Long.MAX_VALUE, new Uncounted());
    private final InfluxSerializer serializer =
            new InfluxSerializer(new InfluxSerializerConfig(0, false, false, false));
    private final ByteSink lines = new ByteSink(1 << 20);
    private final ParsingSlots slots = new ParsingSlots(1);
    private final ColumnPool columns = new ColumnPool();
    private final Vocabularies vocabularies = new Vocabularies(Duration.ofMillis(50));

    /// Keeps no counts.
    private static final class Uncounted implements BufferCounts, GatherCounts {
        @Override
        public void count(long gathered, long held) {}

        @Override
        public void error(Throwable problem) {
            throw new AssertionError(problem);
        }

        @Override
        public void written(long rows) {}

        @Override
        public void rejected(long rows, String reason) {}

        @Override
        public void dropped(long rows, String reason) {}
    }

    private record Target(ExpositionParser parser, Entrance entrance, HostAccumulator out) {}

    private static InputStage stage(MetricFilter filter) {
        return new InputStage(new InputStage.Settings(
                filter,
                Naming.NONE,
                TagSet.EMPTY,
                TagSet.EMPTY,
                TagSet.of("host", "here"),
                false,
                false,
                Duration.ofNanos(1),
                Entrance.TimeSource.METRIC));
    }

    private Target target(InputStage stage, int number) {
        Entrance entrance = stage.ofTarget(TagSet.of("instance", "t" + number, "job", "test"));
        HostAccumulator out = HostAccumulator.ofGathers(
                entrance, channel, new SeriesCache(), new Uncounted(), () -> 1_700_000_000_000_000_000L, columns);
        return new Target(
                vocabularies.parser(Reading.plain(MetricVersion.V2, Strictness.PROMETHEUS, false)), entrance, out);
    }

    private void scrape(Target target, ByteSource text) throws Exception {
        target.out.begin();
        target.parser.parse(text, ExpositionFormat.TEXT, slots, target.out);
        target.out.end();
        while (channel.poll(0, TimeUnit.SECONDS) instanceof MetricChannel.Item.Rows(MetricBatch batch)) {
            buffer.append(batch);
        }
    }

    private int write() {
        int written = 0;
        for (MetricBuffer.Window window = buffer.read(1000); window != null; window = buffer.read(1000)) {
            lines.clear();
            serializer.serialize(window.batch(), lines);
            BitSet all = new BitSet();
            all.set(0, window.batch().size());
            buffer.settle(window, all, List.of());
            written += window.batch().size();
        }
        return written;
    }

    @Test
    void takesAtMostSixtyFourBytesPerSample() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        InputStage stage = stage(MetricFilter.NONE);
        List<Target> targets = new ArrayList<>();
        ByteSource[] texts = new ByteSource[TARGETS];
        for (int i = 0; i < TARGETS; i++) {
            targets.add(target(stage, i));
            texts[i] = ByteSource.of(text(i), "test");
        }
        long before = 0;
        int samples = 0;
        for (int round = 0; round < WARM + ROUNDS; round++) {
            if (round == WARM) {
                before = threads.getCurrentThreadAllocatedBytes();
                samples = 0;
            }
            for (int i = 0; i < TARGETS; i++) {
                scrape(targets.get(i), texts[i]);
            }
            samples += write();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(samples).isEqualTo(ROUNDS * TARGETS * SERIES);
        assertThat((double) bytes / samples).isLessThan(64);
    }

    private static String text(int target) {
        StringBuilder text = new StringBuilder("# TYPE requests counter\n");
        for (int i = 0; i < SERIES; i++) {
            text.append("requests{path=\"/api/v1/").append(i).append("\",code=\"200\",method=\"GET\"} ");
            text.append(i * 17 + target).append(i % 3 == 0 ? ".25\n" : "\n");
        }
        return text.toString();
    }

    /// A million series come and go, or as many as `-Dheliograph.churn` says; filters look at tags of series and of
    /// targets, so that all kinds of answers are kept and have to go.
    @Test
    void seriesThatComeAndGoLeaveNothingBehind() throws Exception {
        MetricFilter filter = new MetricFilter(
                GlobList.NONE,
                GlobList.NONE,
                Map.of(),
                Map.of("instance", GlobList.of(List.of("other")), "shard", GlobList.of(List.of("none"))),
                null,
                GlobList.NONE,
                GlobList.NONE);
        InputStage stage = stage(filter);
        List<Target> targets = List.of(target(stage, 0), target(stage, 1), target(stage, 2), target(stage, 3));
        byte[] text = churning();
        long early = 0;
        int passes = CHURN / SERIES;
        for (int pass = 0; pass < passes; pass++) {
            renumber(text, pass);
            Target target = targets.get(pass % targets.size());
            scrape(target, ByteSource.of(text, "test"));
            write();
            if (pass % 50 == 0) {
                targets.forEach(each -> each.entrance.age());
            }
            if (pass == passes / 10) {
                early = usedBytes();
            }
        }
        assertThat(usedBytes() - early).isLessThan(8 << 20);
    }

    private static byte[] churning() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SERIES; i++) {
            text.append("requests{i=\"").append(i).append("\",rev=\"000000\"} 1\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Gives each series a new value of its last label.
    private static void renumber(byte[] text, int pass) {
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n') {
                int left = pass;
                for (int digit = at - 5; digit > at - 11; digit--) {
                    text[digit] = (byte) ('0' + left % 10);
                    left /= 10;
                }
            }
        }
    }

    private static long usedBytes() throws InterruptedException {
        Thread.sleep(200);
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
