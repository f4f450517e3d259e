package io.heliograph.plugins.influxdb.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Partial;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.influxdb.Outputs;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.servers.InfluxServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against Debian's influxd 1.6.7; skipped where there is none.
@Timeout(60)
class RealInfluxdbTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private static String query(HttpClient client, InfluxServer server, String statement) throws IOException {
        URI uri = URI.create(
                server.url() + "/query?db=db&epoch=ns&q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8));
        try (HttpResponse answer = client.exchange(HttpRequest.post(uri), LONG)) {
            return answer.excerpt(10_000);
        }
    }

    @Test
    void rows_arrive_and_bad_ones_are_named() throws Exception {
        try (InfluxServer server = InfluxServer.start("udp");
                HttpClient client = new HttpClient(Transport.direct(new ClientTls(TlsOptions.NONE)));
                TestContext context = new TestContext("outputs.influxdb");
                InfluxdbOutput output = new InfluxdbOutput(Outputs.v1(false, null, server.url()), context)) {
            output.open();
            MetricBatch good = new Outputs.Rows()
                    .row(1, "f", 1.5, "m", "t", "a b")
                    .row(2, "f", 2.5, "m")
                    .seal();
            assertThat(output.write(good)).isEqualTo(WriteResult.ACCEPTED);

            MetricBatch mixed = new Outputs.Rows()
                    .row(3, "f", 3L, "m")
                    .row(4, "f", 4.0, "m")
                    .row(5, "time", 1.0, "m")
                    .row(6, "f", 6.0, "m")
                    .seal();
            Partial conflict = (Partial) output.write(mixed.slice(0, 2));
            assertThat(conflict.rejected()).extracting(Rejection::row).containsExactly(0);
            Partial time = (Partial) output.write(mixed.slice(1, 4));
            assertThat(time.rejected()).extracting(Rejection::row).containsExactly(1);
            assertThat(output.write(mixed))
                    .isInstanceOf(WriteResult.Refused.class); // two reasons, one is told: the host halves
            assertThat(query(client, server, "SELECT count(f) FROM m")).contains("[0,4]");

            query(client, server, "DROP DATABASE db");
            assertThat(output.write(good)).isEqualTo(WriteResult.ACCEPTED);

            query(client, server, "DROP DATABASE db");
            query(client, server, "CREATE DATABASE db WITH DURATION 2h");
            long now = System.currentTimeMillis() * 1_000_000;
            MetricBatch old = new Outputs.Rows()
                    .row(now, "f", 1.0, "m")
                    .row(7, "f", 2.0, "m")
                    .row(now + 1, "f", 3.0, "m")
                    .seal();
            Partial late = (Partial) output.write(old);
            assertThat(late.rejected()).extracting(Rejection::row).containsExactly(1);
        }
    }
}
