package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.testkit.RecordingAccumulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What targets of a job have in common is kept once, or once for each of a few that read side by side.
class VocabulariesTest {
    private static final Reading READING = Reading.plain(MetricVersion.V2, Strictness.PROMETHEUS, false);
    private static final int TARGETS = 50;

    private final ParsingSlots slots = new ParsingSlots(1);

    private List<Metric> parse(ExpositionParser parser, String text) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        parser.parse(ByteSource.of(text, "test"), ExpositionFormat.TEXT, slots, out);
        return out.metrics();
    }

    private static List<ExpositionParser> parsers(Vocabularies vocabularies, int count) {
        List<ExpositionParser> parsers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parsers.add(vocabularies.parser(READING));
        }
        return parsers;
    }

    @Test
    void targetsShareTheHandlesOfEqualSeries() throws Exception {
        Set<Series> handles = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ExpositionParser parser : parsers(new Vocabularies(Duration.ofHours(1)), TARGETS)) {
            for (int pass = 0; pass < 2; pass++) {
                parse(parser, "a{x=\"1\"} 1\n").forEach(row -> handles.add(row.series()));
            }
        }
        assertThat(handles).hasSizeBetween(1, 4);
    }

    @Test
    void targetsMaySayOtherTypesOfTheSameNames() throws Exception {
        List<ExpositionParser> parsers = parsers(new Vocabularies(Duration.ofHours(1)), 8);
        for (int pass = 0; pass < 3; pass++) {
            for (int i = 0; i < parsers.size(); i++) {
                String[] types = {"# TYPE a counter\n", "# TYPE a gauge\n", ""};
                ValueType[] meant = {ValueType.COUNTER, ValueType.GAUGE, ValueType.UNTYPED};
                List<Metric> rows = parse(parsers.get(i), types[i % 3] + "a 1\n");
                assertThat(rows)
                        .singleElement()
                        .satisfies(row -> assertThat(row.type()).isIn((Object[]) meant));
                assertThat(rows.getFirst().type()).isEqualTo(meant[i % 3]);
            }
        }
        parsers.forEach(parser -> assertThat(parser.knownSeries()).isLessThanOrEqualTo(3));
    }

    /// Whatever targets say in turn, each is understood as if it were alone.
    @Test
    void targetsDoNotTouchEachOther() throws Exception {
        String[] lines = {
            "# TYPE h histogram\n", "# TYPE h gauge\n", "# TYPE s summary\n", "# TYPE a counter\n", "a 1\n",
            "a{x=\"1\"} 2\n", "h_bucket{le=\"1\"} 1\n", "h_bucket{le=\"+Inf\"} 1\n", "h_sum 1\n",
                    "h_count{x=\"1\"} 1\n",
            "s{quantile=\"0.5\"} 1\n", "s_sum 3\n", "s_count{x=\"2\"} 3\n", "{\"a\"} 7\n", "?\n"
        };
        Random random = new Random(9);
        List<ExpositionParser> shared = parsers(new Vocabularies(Duration.ofHours(1)), 6);
        for (int pass = 0; pass < 5000; pass++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(10); i >= 0; i--) {
                text.append(lines[random.nextInt(lines.length)]);
            }
            String said = said(shared.get(random.nextInt(shared.size())), text.toString());
            assertThat(said).as(text.toString()).isEqualTo(said(new ExpositionParser(READING), text.toString()));
        }
    }

    /// Sum and count of both stand in one group, which has one key for each.
    @Test
    void targetsMayNameSumAndCountOtherwise() throws Exception {
        Reading reading = new Reading(
                MetricVersion.V2,
                Convention.PROMETHEUS,
                Strictness.PROMETHEUS,
                false,
                false,
                Labelling.NONE,
                Quota.NONE,
                true,
                false,
                false);
        Vocabularies vocabularies = new Vocabularies(Duration.ofHours(1));
        for (int target = 0; target < 8; target++) {
            ExpositionParser histogram = vocabularies.parser(reading);
            ExpositionParser gauge = vocabularies.parser(reading);
            for (int pass = 0; pass < 2; pass++) {
                assertThat(openMetrics(histogram, "# TYPE h histogram\nh_count 1\nh_sum 2\n# EOF\n"))
                        .containsOnlyKeys("h_count", "h_sum");
                assertThat(openMetrics(gauge, "# TYPE h gaugehistogram\nh_gcount 1\nh_gsum 2\n# EOF\n"))
                        .containsOnlyKeys("h_gcount", "h_gsum");
            }
        }
    }

    private Map<String, Object> openMetrics(ExpositionParser parser, String text) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        parser.parse(ByteSource.of(text, "test"), ExpositionFormat.OPENMETRICS, slots, out);
        return out.metrics().getFirst().toMap();
    }

    private String said(ExpositionParser parser, String text) throws Exception {
        try {
            List<Metric> rows = parse(parser, text);
            StringBuilder said = new StringBuilder();
            rows.forEach(row -> said.append(row).append(row.type()).append('\n'));
            return said.toString();
        } catch (ParseException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void whatNoTargetSaysIsForgotten() throws Exception {
        Vocabularies vocabularies = new Vocabularies(Duration.ZERO);
        List<ExpositionParser> parsers = parsers(vocabularies, 8);
        for (ExpositionParser parser : parsers) {
            parse(parser, "a 1\nb 1\n");
        }
        for (int pass = 0; pass < 3; pass++) {
            for (ExpositionParser parser : parsers) {
                parse(parser, "a 1\n");
            }
        }
        parsers.forEach(parser -> assertThat(parser.knownSeries()).isOne());
    }

    private static Reading reading(int number) {
        Quota quota = new Quota(number, false, Resolution.ANY);
        return new Reading(
                MetricVersion.V2,
                Convention.PROMETHEUS,
                Strictness.PROMETHEUS,
                false,
                false,
                Labelling.NONE,
                quota,
                true,
                false,
                false);
    }

    /// A job whose targets bring new names of labels again and again has new ways of reading as often.
    @Test
    void vocabulariesGoWithTheirTargets() throws Exception {
        Vocabularies vocabularies = new Vocabularies(Duration.ofHours(1));
        ExpositionParser stays = vocabularies.parser(READING);
        parse(stays, "a 1\n");
        for (int i = 0; i < 1000; i++) {
            parse(vocabularies.parser(reading(i)), "a 1\n");
        }
        await().until(() -> {
            System.gc();
            parse(vocabularies.parser(reading(1000)), "a 1\n");
            return vocabularies.size() < 10;
        });
        assertThat(stays.knownSeries()).isOne();
    }

    @Test
    void whatABadTextMadeUpGoesAtOnce() throws Exception {
        ExpositionParser parser = new Vocabularies(Duration.ofHours(1)).parser(READING);
        parse(parser, "a 1\n");
        for (int pass = 0; pass < 5; pass++) {
            StringBuilder text = new StringBuilder("a 1\n");
            for (int i = 0; i < 2000; i++) {
                text.append("b{rev=\"").append(pass).append("\",i=\"").append(i).append("\"} 1\n");
            }
            assertThatThrownBy(() -> parse(parser, text + "?")).isInstanceOf(ParseException.class);
            assertThat(parser.knownSeries()).isOne();
        }
    }
}
