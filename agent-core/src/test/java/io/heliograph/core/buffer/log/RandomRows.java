package io.heliograph.core.buffer.log;

import io.heliograph.api.Detail;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.Detail.Metadata;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Rows of every kind that there is, from a seed.
final class RandomRows {
    private static final String[] WORDS = {
        "cpu", "usage_idle", "höst", "a b,c=d", "\ud83d\ude00", "\ud800", "x\udc00y", "\u0000", "le", "", "日本"
    };
    private static final long[] BITS = {
        0, -1, 1, Metric.STALE_BITS, Double.doubleToRawLongBits(-0.0), 0x7ff8000000000001L, Long.MIN_VALUE, 12345
    };

    private final Random random;
    private final MetricBatch.Builder rows = new MetricBatch.Builder();

    RandomRows(long seed) {
        random = new Random(seed);
    }

    MetricBatch batch(int most) {
        int size = 1 + random.nextInt(most);
        Overlay[] overlays = {new Overlay(tags()), new Overlay(TagSet.of("instance", "db:9100"))};
        Detail shared = detail();
        List<Series> known = new ArrayList<>(List.of(series()));
        for (int row = 0; row < size; row++) {
            if (random.nextBoolean()) {
                known.add(series());
            }
            rows.open();
            putFields();
            int which = random.nextInt(6);
            rows.detail(which == 0 ? detail() : which < 3 ? shared : null);
            Overlay overlay = random.nextInt(3) == 0 ? null : overlays[random.nextInt(2)];
            Series base = known.get(random.nextInt(known.size()));
            rows.close(base, overlay, rows.fieldSet(), time(), ValueType.values()[random.nextInt(8)]);
        }
        return rows.seal();
    }

    private long time() {
        return random.nextInt(20) == 0 ? random.nextLong() : 1_700_000_000_000_000_000L + random.nextInt(3);
    }

    private String word() {
        return random.nextInt(3) == 0 ? "w" + random.nextInt(1000) : WORDS[random.nextInt(WORDS.length)];
    }

    private TagSet tags() {
        String[] pairs = new String[2 * random.nextInt(5)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = word();
        }
        return TagSet.of(pairs);
    }

    private Series series() {
        return Series.of(word(), tags());
    }

    private void putFields() {
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            FieldKind kind = FieldKind.values()[random.nextInt(6)];
            switch (kind) {
                case TEXT -> rows.put(word(), kind, word() + word());
                case HISTOGRAM -> rows.put(word(), kind, histogram());
                case BOOLEAN -> rows.put(word(), kind, random.nextInt(2));
                case DOUBLE, LONG, UNSIGNED -> rows.put(word(), kind, bits());
            }
        }
    }

    private long bits() {
        return random.nextBoolean() ? random.nextLong() : BITS[random.nextInt(BITS.length)];
    }

    private NativeHistogram histogram() {
        double[] bounds = random.nextBoolean() ? new double[0] : new double[] {0.5, 1, Double.POSITIVE_INFINITY};
        return new NativeHistogram(
                random.nextInt(12) - 4,
                random.nextInt(100),
                Double.longBitsToDouble(Metric.STALE_BITS),
                1e-128,
                2,
                new NativeHistogram.Buckets(new int[] {-3, 2, 5, 1}, new double[] {1, 2, 3}),
                NativeHistogram.Buckets.NONE,
                bounds,
                random.nextBoolean());
    }

    private Detail detail() {
        Metadata metadata = random.nextBoolean() ? null : new Metadata(word(), word(), word());
        List<Exemplar> exemplars = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            exemplars.add(new Exemplar(word(), tags(), random.nextDouble(), random.nextLong()));
        }
        return new Detail(metadata, random.nextInt(3), exemplars);
    }

    /// Throws where two batches are not the same to the bit.
    static void same(MetricBatch expected, MetricBatch actual) {
        require(expected.size() == actual.size(), "size", expected.size(), actual.size());
        for (int row = 0; row < expected.size(); row++) {
            require(
                    expected.series(row).equals(actual.series(row)),
                    "series",
                    expected.series(row),
                    actual.series(row));
            require(Objects.equals(tags(expected, row), tags(actual, row)), "overlay", tags(expected, row), row);
            require(expected.epochNanos(row) == actual.epochNanos(row), "time", row, actual.epochNanos(row));
            require(expected.type(row) == actual.type(row), "type", expected.type(row), actual.type(row));
            require(
                    Objects.equals(expected.detail(row), actual.detail(row)),
                    "detail",
                    expected.detail(row),
                    actual.detail(row));
            sameFields(expected, actual, row);
        }
    }

    private static @Nullable TagSet tags(MetricBatch batch, int row) {
        Overlay overlay = batch.overlay(row);
        return overlay == null ? null : overlay.tags();
    }

    private static void sameFields(MetricBatch expected, MetricBatch actual, int row) {
        FieldSet set = expected.fields(row);
        require(set.equals(actual.fields(row)), "fields", set, actual.fields(row));
        for (int field = 0; field < set.size(); field++) {
            switch (set.kind(field)) {
                case TEXT ->
                    require(
                            expected.text(row, field).equals(actual.text(row, field)),
                            "text",
                            expected.text(row, field),
                            actual.text(row, field));
                case HISTOGRAM ->
                    require(
                            expected.histogram(row, field).equals(actual.histogram(row, field))
                                    && Double.doubleToRawLongBits(expected.histogram(row, field)
                                                    .sum())
                                            == Double.doubleToRawLongBits(
                                                    actual.histogram(row, field).sum()),
                            "histogram",
                            expected.histogram(row, field),
                            actual.histogram(row, field));
                case DOUBLE, LONG, UNSIGNED, BOOLEAN ->
                    require(
                            expected.bits(row, field) == actual.bits(row, field),
                            "bits",
                            expected.bits(row, field),
                            actual.bits(row, field));
            }
        }
    }

    private static void require(boolean holds, String what, @Nullable Object expected, @Nullable Object actual) {
        if (!holds) {
            throw new AssertionError(what + ": expected " + expected + ", got " + actual);
        }
    }
}
