package io.heliograph.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSink;
import io.heliograph.api.GlobList;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Overlay;
import io.heliograph.api.Plan;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.channel.ColumnPool;
import io.heliograph.core.channel.Entrance;
import io.heliograph.core.channel.FieldFilter;
import io.heliograph.core.channel.GatherCounts;
import io.heliograph.core.channel.HostAccumulator;
import io.heliograph.core.channel.MetricChannel;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import io.heliograph.core.series.SeriesCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whatever the settings and stages are: targets that share their series get what each would get by itself.
class SharedTargetsTest {
    private static final int ROUNDS = 3000;
    private static final Series[] SERIES = {
        Series.of("cpu", "cpu", "0"),
        Series.of("cpu", "cpu", "1", "job", "own"),
        Series.of("mem"),
        Series.of("mem", "instance", "own", "zone", "z"),
        Series.of("disk, of all", "path=", "/a b", "env", "dev")
    };
    private static final TagSet[] TARGETS = {
        TagSet.of("instance", "x", "job", "j"),
        TagSet.of("instance", "y", "job", "j"),
        TagSet.of("instance", "y", "job", "k", "env", "dev"),
        TagSet.of("path=", "/t"),
        TagSet.EMPTY
    };

    private final Random random = new Random(11);

    /// Keeps no counts.
    private static final class Uncounted implements BufferCounts, GatherCounts, StageCounts {
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

        @Override
        public void stuck() {}

        @Override
        public void late(long rows) {}
    }

    /// What rows go through, made anew for each target that shares nothing.
    private record Way(
            InputStage.Settings input, List<Processor> processors, MetricFilter processed, MetricFilter routed, Naming named) {
        Chain chain() {
            List<ProcessorStage> stages = new ArrayList<>();
            for (Processor processor : processors) {
                stages.add(new ProcessorStage("p", processor, processed, false, new Uncounted()));
            }
            return new Chain(stages, new StepGuard());
        }

        OutputStage output(MetricBuffer buffer) {
            return new OutputStage("o", routed, named, buffer, (all, held) -> {}, () -> {});
        }
    }

    @Test
    void getWhatEachWouldGetByItself() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Way way = new Way(settings(), processors(), filter(), filter(), naming());
            assertThat(shared(way)).as("round %s", round).containsExactlyInAnyOrderElementsOf(apart(way));
        }
    }

    /// An aggregator emits under the identity that it saw, and its table's tags are added to that.
    @Test
    void aggregatesOfTheirRowsAreNamedAsAnyOther() {
        InputStage.Settings settings = settings().withTarget(TagSet.of("by", "aggregator"));
        InputStage names = new InputStage(settings);
        for (TagSet target : TARGETS) {
            for (Series series : SERIES) {
                Series seen = series.over(new Overlay(target));
                Series plain = Series.of(seen.name(), seen.tags());
                assertThat(names.admit(seen)).isEqualTo(new InputStage(settings).admit(plain));
            }
        }
    }

    private static List<String> shared(Way way) throws Exception {
        InputStage stage = new InputStage(way.input);
        Chain chain = way.chain();
        List<Entrance> entrances = new ArrayList<>();
        for (TagSet target : TARGETS) {
            entrances.add(stage.ofTarget(target));
        }
        MemoryBuffer buffer = new MemoryBuffer(1_000_000, Long.MAX_VALUE, new Uncounted());
        OutputStage output = way.output(buffer);
        for (int gather = 0; gather < 2; gather++) {
            for (Entrance entrance : entrances) {
                gather(entrance, SERIES, chain, output);
            }
        }
        return lines(buffer);
    }

    private static List<String> apart(Way way) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int gather = 0; gather < 2; gather++) {
            for (TagSet target : TARGETS) {
                Series[] own = new Series[SERIES.length];
                for (int i = 0; i < own.length; i++) {
                    own[i] = Series.of(SERIES[i].name(), SERIES[i].tags());
                }
                MemoryBuffer buffer = new MemoryBuffer(1_000_000, Long.MAX_VALUE, new Uncounted());
                gather(new InputStage(way.input.withTarget(target)), own, way.chain(), way.output(buffer));
                lines.addAll(lines(buffer));
            }
        }
        return lines;
    }

    private static void gather(Entrance entrance, Series[] series, Chain chain, OutputStage output) throws Exception {
        MetricChannel channel = new MetricChannel();
        HostAccumulator out = HostAccumulator.ofGathers(
                entrance, channel, new SeriesCache(), new Uncounted(), () -> 1L, new ColumnPool());
        out.begin();
        for (Series one : series) {
            out.row(one).put("v", 1L).put("w", 0.5).emit();
        }
        out.end();
        if (channel.poll(0, TimeUnit.SECONDS) instanceof MetricChannel.Item.Rows(MetricBatch batch)) {
            MetricBatch chained = chain.run(batch, new Chain.Cursor());
            if (chained != null) {
                output.route(chained);
            }
        }
    }

    private static List<String> lines(MemoryBuffer buffer) {
        List<String> lines = new ArrayList<>();
        MetricBuffer.Window window = buffer.read(1_000_000);
        if (window != null) {
            MetricBatch batch = window.batch();
            ByteSink text = new ByteSink(1000);
            new InfluxSerializer(new InfluxSerializerConfig(0, true, false, false)).serialize(batch, text);
            lines.addAll(text.toString().lines().toList());
            for (int row = 0; row < batch.size(); row++) {
                lines.add(batch.metric(row).toString());
            }
            buffer.close();
        }
        return lines;
    }

    private InputStage.Settings settings() {
        return new InputStage.Settings(
                filter(),
                naming(),
                TagSet.EMPTY,
                random.nextBoolean() ? TagSet.EMPTY : TagSet.of("zone", "local", "job", "local"),
                random.nextBoolean() ? TagSet.EMPTY : TagSet.of("host", "h", "zone", "global"),
                random.nextBoolean(),
                random.nextBoolean(),
                Duration.ofNanos(1),
                Entrance.TimeSource.METRIC);
    }

    private Naming naming() {
        return random.nextInt(3) > 0 ? Naming.NONE : new Naming(null, "p_", random.nextBoolean() ? "_s" : null);
    }

    private MetricFilter filter() {
        GlobList none = GlobList.NONE;
        return switch (random.nextInt(9)) {
            case 0 -> filter(GlobList.of(List.of("c*", "disk*")), Map.of(), Map.of(), none);
            case 1 -> filter(none, Map.of("instance", GlobList.of(List.of("x"))), Map.of(), none);
            case 2 -> filter(none, Map.of(), Map.of("job", GlobList.of(List.of("j", "own"))), none);
            case 3 -> filter(none, Map.of("cpu", GlobList.of(List.of("0"))), Map.of(), none);
            case 4 -> filter(none, Map.of(), Map.of(), GlobList.of(List.of("inst*", "zone")));
            case 5 ->
                new MetricFilter(
                        none, none, Map.of(), Map.of(), new FieldFilter(GlobList.of(List.of("v")), none), none, none);
            default -> MetricFilter.NONE;
        };
    }

    private static MetricFilter filter(
            GlobList names, Map<String, GlobList> pass, Map<String, GlobList> drop, GlobList excluded) {
        return new MetricFilter(names, GlobList.NONE, pass, drop, null, GlobList.NONE, excluded);
    }

    private List<Processor> processors() {
        List<Processor> processors = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            processors.add(processor());
        }
        return processors;
    }

    private Processor processor() {
        return switch (random.nextInt(10)) {
            case 0 -> series -> Plan.KEEP;
            case 1 -> series -> "y".equals(series.tag("instance")) ? Plan.DROP : Plan.KEEP;
            case 2 -> series -> "0".equals(series.tag("cpu")) ? Plan.become(series.with("first", "yes")) : Plan.KEEP;
            case 3 -> series -> Plan.become(series.renamed(series.name() + "!"));
            case 4 -> series -> Plan.become(series.without("instance"));
            case 5 -> series -> Plan.become(series.tagged(TagSet.of("only", "this")));
            case 6 -> series -> Plan.become(Series.of("n", "of", String.valueOf(series.hashCode())));
            case 7 -> series -> Plan.each((metric, out) -> out.pass(metric));
            case 8 -> series -> Plan.each((metric, out) -> out.row(series.with("instance", "z")).copy(metric).emit());
            default ->
                series -> {
                    Series renamed = series.renamed("r");
                    return Plan.each((metric, out) -> {
                        out.pass(metric);
                        out.row(renamed).copy(metric).emit();
                    });
                };
        };
    }
}
