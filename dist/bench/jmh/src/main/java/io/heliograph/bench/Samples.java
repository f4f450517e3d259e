package io.heliograph.bench;

import io.heliograph.api.ByteSource;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A target's samples as they are in life: families of counters with labels, numbers of all lengths, a third at rest.
final class Samples {
    /// Samples of one body, and rows of one batch.
    static final int COUNT = 1000;

    /// Bodies that follow each other, so that values move and a processor cannot learn one by heart.
    static final int ROUNDS = 16;

    private static final String[] MODES = {"idle", "iowait", "irq", "softirq", "system", "user", "nice", "steal"};
    private static final long BEGAN_NANOS = 1_795_564_785_000_000_000L;

    private Samples() {}

    /// The value of a sample in a round.
    static double value(int sample, int round) {
        Random random = new Random(sample);
        double first = sample % 3 == 0 ? random.nextInt(1_000_000) : Math.rint(random.nextDouble() * 1e8) / 100;
        return switch (sample % 20) {
            case 0, 3, 6, 9, 12, 15, 18 -> first;
            case 1, 2 -> first * (1 + round / 1000.0);
            default -> first + (1 + sample % 7) * round;
        };
    }

    static String family(int sample) {
        return "node_metric_" + sample / 16 + "_seconds_total";
    }

    static String cpu(int sample) {
        return Integer.toString(sample % 16 / 8);
    }

    static String mode(int sample) {
        return MODES[sample % 8];
    }

    /// Exposition text.
    static ByteSource text(int round) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            if (i % 16 == 0) {
                text.append("# HELP ").append(family(i)).append(" Seconds spent in each mode.\n");
                text.append("# TYPE ").append(family(i)).append(" counter\n");
            }
            text.append(family(i)).append("{cpu=\"").append(cpu(i)).append("\",mode=\"").append(mode(i));
            text.append("\"} ").append(value(i, round)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new ByteSource(bytes, 0, bytes.length, "the answer");
    }

    /// The series of a row.
    static Series series(int sample) {
        return Series.of(
                "prometheus", "cpu", cpu(sample), "mode", mode(sample), "url", "http://127.0.0.1:9841/t/1/metrics");
    }

    /// Rows of these series.
    static MetricBatch batch(Series[] series, int round) {
        RowCollector rows = new RowCollector();
        for (int i = 0; i < COUNT; i++) {
            rows.row(series[i])
                    .at(BEGAN_NANOS + round * 5_000_000_000L)
                    .put(family(i), value(i, round))
                    .emit();
        }
        return rows.seal();
    }
}
