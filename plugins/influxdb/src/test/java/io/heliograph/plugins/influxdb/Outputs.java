package io.heliograph.plugins.influxdb;

import io.heliograph.api.DataSize;
import io.heliograph.api.FieldKind;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.MetricBatch.Builder;
import io.heliograph.api.Secret;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.influxdb.lines.ContentEncoding;
import io.heliograph.plugins.influxdb.v1.InfluxdbConfig;
import io.heliograph.plugins.influxdb.v2.InfluxdbV2Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Configurations and batches for tests of the outputs.
public final class Outputs {
    private Outputs() {}

    public static InfluxdbConfig v1(boolean skipCreation, @Nullable String databaseTag, String... urls) {
        return new InfluxdbConfig(
                uris(urls),
                "db",
                databaseTag,
                true,
                skipCreation,
                null,
                null,
                false,
                null,
                Duration.ofSeconds(5),
                Secret.of("user"),
                Secret.of("pw"),
                "test",
                new DataSize(60),
                null,
                null,
                Map.of("X-A", Secret.of("1")),
                ContentEncoding.GZIP,
                false,
                false,
                TlsOptions.NONE);
    }

    public static InfluxdbV2Config v2(String bucketTag, String... urls) {
        return new InfluxdbV2Config(
                uris(urls),
                Secret.of("t0k"),
                "my org",
                "b",
                bucketTag,
                true,
                Duration.ofSeconds(5),
                Map.of(),
                null,
                null,
                "test",
                ContentEncoding.IDENTITY,
                true,
                false,
                new DataSize(0),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                1,
                TlsOptions.NONE);
    }

    private static List<URI> uris(String... urls) {
        return Stream.of(urls).map(URI::create).toList();
    }

    /// Puts rows together.
    public static final class Rows {
        private final Builder rows = new Builder();

        public Rows row(long nanos, String field, double value, String name, String... tags) {
            return row(nanos, field, FieldKind.DOUBLE, Double.doubleToRawLongBits(value), name, tags);
        }

        public Rows row(long nanos, String field, long value, String name, String... tags) {
            return row(nanos, field, FieldKind.LONG, value, name, tags);
        }

        private Rows row(long nanos, String field, FieldKind kind, long bits, String name, String... tags) {
            rows.open();
            rows.put(field, kind, bits);
            rows.close(Series.of(name, tags), rows.fieldSet(), nanos, ValueType.UNTYPED);
            return this;
        }

        public MetricBatch seal() {
            return rows.seal();
        }
    }
}
