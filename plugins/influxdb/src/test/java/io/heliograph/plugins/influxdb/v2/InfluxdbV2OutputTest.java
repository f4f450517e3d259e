package io.heliograph.plugins.influxdb.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Partial;
import io.heliograph.api.WriteResult.Refused;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.api.WriteResult.RetryLater;
import io.heliograph.api.WriteResult.TooLarge;
import io.heliograph.plugins.influxdb.FakeInflux;
import io.heliograph.plugins.influxdb.FakeInflux.Scripted;
import io.heliograph.plugins.influxdb.Outputs;
import io.heliograph.testkit.TestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InfluxdbV2OutputTest {
    private static MetricBatch two() {
        return new Outputs.Rows()
                .row(1, "f", 1.5, "m", "dest", "other")
                .row(2, "f", 2L, "m")
                .seal();
    }

    private static WriteResult write(String bucketTag, FakeInflux server) throws Exception {
        try (TestContext context = new TestContext("outputs.influxdb_v2");
                InfluxdbV2Output output = new InfluxdbV2Output(Outputs.v2(bucketTag, server.url()), context)) {
            output.open();
            return output.write(two());
        }
    }

    private static WriteResult answered(int status, String body, String... headers) throws Exception {
        try (FakeInflux server = new FakeInflux(new Scripted(status, body, headers))) {
            return write("", server);
        }
    }

    @Test
    void writes_each_bucket() throws Exception {
        try (FakeInflux server = new FakeInflux()) {
            assertThat(write("dest", server)).isEqualTo(WriteResult.ACCEPTED);
            assertThat(server.received())
                    .extracting(r -> r.uri() + " " + r.body())
                    .containsExactly(
                            "/api/v2/write?org=my%20org&bucket=other&precision=ns m f=1.5 1\n",
                            "/api/v2/write?org=my%20org&bucket=b&precision=ns m f=2i 2\n");
            assertThat(server.received().get(0).authorization()).isEqualTo("Token t0k");
        }
    }

    @Test
    void maps_statuses() throws Exception {
        assertThat(answered(413, "")).isInstanceOf(TooLarge.class);
        assertThat(answered(400, "{\"code\":\"invalid\",\"message\":\"x\"}")).isEqualTo(new Refused("status 400: x"));
        assertThat(answered(406, "")).isInstanceOf(Refused.class);
        assertThat(answered(401, "{\"code\":\"unauthorized\",\"message\":\"x\"}"))
                .isInstanceOf(RetryLater.class);
        assertThat(answered(404, "")).isInstanceOf(RetryLater.class);
        assertThat(answered(500, "")).isInstanceOf(RetryLater.class);
        assertThat(answered(429, "", "Retry-After", "99999"))
                .isEqualTo(WriteResult.retry(Duration.ofMinutes(10), "status 429"));
    }

    @Test
    void rejects_what_a_partial_write_names() throws Exception {
        String report =
                "failure writing points to database: partial write: field type conflict: input field \\\"f\\\" on measurement "
                        + "\\\"m\\\" is type integer, already exists as type float dropped=1";
        Partial partial = (Partial) answered(422, "{\"code\":\"unprocessable entity\",\"message\":\"" + report + "\"}");
        assertThat(partial.rejected()).extracting(Rejection::row).containsExactly(1);
        assertThat(partial.accepted().get(0)).isTrue();
    }

    @Test
    void holds_a_rate() {
        Pace pace = new Pace(1000, Duration.ofSeconds(10));
        long now = System.nanoTime();
        assertThat(pace.pause(now).isPositive()).isFalse();
        pace.sent(500, now);
        assertThat(pace.pause(now)).isBetween(Duration.ofMillis(4900), Duration.ofSeconds(5));
        assertThat(new Pace(0, Duration.ofSeconds(1)).pause(now)).isZero();
    }
}
