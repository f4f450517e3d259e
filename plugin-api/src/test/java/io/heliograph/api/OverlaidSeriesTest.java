package io.heliograph.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OverlaidSeriesTest {
    private static final String[] KEYS = {"a", "b", "c", "instance", "job", "\uE000", "\uD83D\uDE00", ""};
    private static final String[] VALUES = {"1", "2", "x y", ""};

    private final Random random = new Random(7);

    private Map<String, String> someTags() {
        Map<String, String> tags = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            tags.put(KEYS[random.nextInt(KEYS.length)], VALUES[random.nextInt(VALUES.length)]);
        }
        return tags;
    }

    /// Under the tags of a target it is what a series with all these tags is, whatever is done with it.
    @Test
    void isTheSeriesOfAllItsTags() {
        for (int round = 0; round < 20_000; round++) {
            TagSet own = TagSet.of(someTags());
            TagSet under = TagSet.of(someTags());
            Series plain = Series.of("m", own.orElse(under));
            Series overlaid = Series.of("m", own).over(new Overlay(under));
            assertSame(overlaid, plain);
            String key = KEYS[random.nextInt(KEYS.length)];
            String value = VALUES[random.nextInt(VALUES.length)];
            List<UnaryOperator<Series>> changes = List.of(
                    series -> series.with(key, value),
                    series -> series.without(key),
                    series -> series.renamed("n"),
                    series -> series.tagged(series.tags().with(key, value)),
                    series -> series.tagged(TagSet.EMPTY));
            for (UnaryOperator<Series> change : changes) {
                assertSame(change.apply(overlaid), change.apply(plain));
                assertThat(change.apply(overlaid) == overlaid && change.apply(plain) != plain)
                        .isFalse();
            }
        }
    }

    private static void assertSame(Series overlaid, Series plain) {
        assertThat(overlaid).isEqualTo(plain).hasToString(plain.toString());
        assertThat(plain).isEqualTo(overlaid);
        assertThat(overlaid.hashCode()).isEqualTo(plain.hashCode());
        assertThat(overlaid.tags()).isEqualTo(plain.tags());
        for (String key : KEYS) {
            assertThat(overlaid.tag(key)).isEqualTo(plain.tag(key));
        }
    }

    @Test
    void isAnotherSeriesUnderOtherTags() {
        Series base = Series.of("m", "a", "1");
        Series here = base.over(new Overlay(TagSet.of("instance", "x")));
        Series there = base.over(new Overlay(TagSet.of("instance", "y")));
        assertThat(here).isNotEqualTo(there).isNotEqualTo(base);
        assertThat(here).isEqualTo(base.over(new Overlay(TagSet.of("instance", "x"))));
    }

    @Test
    void tellsWhoLooksAtWhatTargetsDecide() {
        List<Consumer<Series>> blind =
                List.of(Series::name, series -> series.tag("a"), series -> series.with("b", "1"), s -> s.renamed("n"));
        List<Consumer<Series>> looks = List.of(
                Series::tags,
                series -> series.tag("b"),
                series -> series.tag("instance"),
                series -> series.without("a"),
                series -> series.with("a", ""),
                series -> series.tagged(TagSet.EMPTY),
                Series::hashCode,
                Series::toString,
                series -> series.equals(Series.of("m")),
                series -> Series.of("m").equals(series),
                series -> series.with("b", "1").hashCode(),
                series -> series.renamed("n").tag("instance"));
        blind.forEach(look -> assertThat(wasSeen(look)).isFalse());
        looks.forEach(look -> assertThat(wasSeen(look)).isTrue());
    }

    private static boolean wasSeen(Consumer<Series> look) {
        Overlay target = new Overlay(TagSet.of("instance", "x"));
        look.accept(Series.of("m", "a", "1").over(target));
        return target.wasSeen();
    }

    /// Tag sets do what sorted maps do.
    @Test
    void keepsTagsAsAMapDoes() {
        for (int round = 0; round < 20_000; round++) {
            List<String> pairs = new ArrayList<>();
            Map<String, String> expected = new TreeMap<>(OverlaidSeriesTest::byCodePoints);
            for (int i = random.nextInt(8); i > 0; i--) {
                Collections.addAll(pairs, KEYS[random.nextInt(KEYS.length)], VALUES[random.nextInt(VALUES.length)]);
                expected.put(pairs.get(pairs.size() - 2), pairs.getLast());
            }
            expected.entrySet()
                    .removeIf(tag -> tag.getKey().isEmpty() || tag.getValue().isEmpty());
            TagSet made = TagSet.of(pairs.toArray(new String[0]));
            assertThat(List.copyOf(made.toMap().entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
            assertThat(made).isEqualTo(TagSet.of(expected)).hasSameHashCodeAs(TagSet.of(expected));
        }
    }

    private static int byCodePoints(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return java.util.Arrays.compare(a, b);
    }
}
