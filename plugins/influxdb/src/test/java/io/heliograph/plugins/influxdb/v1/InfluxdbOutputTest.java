package io.heliograph.plugins.influxdb.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.InvalidOptionException;
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
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class InfluxdbOutputTest {
    private static MetricBatch three() {
        return new Outputs.Rows()
                .row(1, "f", 1.5, "m", "t", "a")
                .row(2, "f", 2L, "m", "t", "b")
                .row(3, "g", 3.0, "n")
                .seal();
    }

    private static WriteResult write(InfluxdbConfig config, MetricBatch batch) throws Exception {
        try (TestContext context = new TestContext("outputs.influxdb").at(Instant.parse("2026-11-24T20:00:00Z"));
                InfluxdbOutput output = new InfluxdbOutput(config, context)) {
            output.open();
            return output.write(batch);
        }
    }

    private static WriteResult answered(int status, String body, String... headers) throws Exception {
        try (FakeInflux server = new FakeInflux(new Scripted(status, body, headers))) {
            return write(Outputs.v1(true, null, server.url()), three());
        }
    }

    /// It can write all the same, where the database is there.
    @Test
    void an_answer_to_the_first_question_that_cannot_be_read_is_no_obstacle() throws Exception {
        try (FakeInflux server = new FakeInflux(new Scripted(200, "x".repeat(100_000)))) {
            assertThat(write(Outputs.v1(false, null, server.url()), three())).isEqualTo(WriteResult.ACCEPTED);
        }
    }

    private static BitSet rows(int... rows) {
        BitSet set = new BitSet();
        for (int row : rows) {
            set.set(row);
        }
        return set;
    }

    @Test
    void writes_lines_after_creating_the_database() throws Exception {
        try (FakeInflux server = new FakeInflux(new Scripted(200, "{\"results\":[{\"statement_id\":0}]}"))) {
            assertThat(write(Outputs.v1(false, null, server.url() + "/base/"), three()))
                    .isEqualTo(WriteResult.ACCEPTED);
            assertThat(server.received().get(0).uri().toString()).isEqualTo("/base/query");
            assertThat(server.received().get(0).body()).isEqualTo("q=CREATE%20DATABASE%20%22db%22");
            FakeInflux.Received written = server.received().get(1);
            assertThat(written.uri().toString()).isEqualTo("/base/write?db=db&precision=ns");
            assertThat(written.body()).isEqualTo("m,t=a f=1.5 1\nm,t=b f=2i 2\nn g=3 3\n");
            assertThat(written.authorization()).isEqualTo("Basic dXNlcjpwdw==");
        }
    }

    @Test
    void a_failure_to_create_the_database_is_no_failure() throws Exception {
        try (FakeInflux server = new FakeInflux(new Scripted(403, "{\"error\":\"no\"}"))) {
            assertThat(write(Outputs.v1(false, null, server.url()), three())).isEqualTo(WriteResult.ACCEPTED);
        }
    }

    @Test
    void a_missing_database_is_created_once() throws Exception {
        Scripted missing = new Scripted(404, "{\"error\":\"database not found: \\\"db\\\"\"}");
        Scripted made = new Scripted(200, "{\"results\":[{\"statement_id\":0}]}");
        try (FakeInflux server = new FakeInflux(made, missing, made)) {
            assertThat(write(Outputs.v1(false, null, server.url()), three())).isEqualTo(WriteResult.ACCEPTED);
            assertThat(server.received()).hasSize(4);
        }
        try (FakeInflux server = new FakeInflux(made, missing, made, missing)) {
            assertThat(write(Outputs.v1(false, null, server.url()), three())).isInstanceOf(RetryLater.class);
            assertThat(server.received()).hasSize(4);
        }
        assertThat(answered(404, missing.body())).isInstanceOf(RetryLater.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 404, 405, 408, 425, 429, 500, 502, 503, 504})
    void keeps_rows_where_time_or_an_operator_may_help(int status) throws Exception {
        assertThat(answered(status, "{\"error\":\"words\"}")).isInstanceOfSatisfying(RetryLater.class, later -> {
            assertThat(later.after()).isNull();
            assertThat(later.reason()).endsWith("status " + status + ": words");
        });
    }

    /// The words of a report are one only where the status is that of one.
    @Test
    void keeps_rows_whatever_the_words_say_where_the_status_is_none_of_a_report() throws Exception {
        assertThat(answered(401, "{\"error\":\"unable to parse authentication credentials\"}"))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.reason()).contains("somebody mends it"));
        assertThat(answered(500, "{\"error\":\"partial write\"}")).isInstanceOf(RetryLater.class);
        assertThat(answered(503, "{\"error\":\"partial write: timeout\"}")).isInstanceOf(RetryLater.class);
    }

    @Test
    void maps_other_statuses() throws Exception {
        assertThat(answered(204, "")).isEqualTo(WriteResult.ACCEPTED);
        assertThat(answered(200, "{}")).isEqualTo(WriteResult.ACCEPTED);
        assertThat(answered(413, "{\"error\":\"Request Entity Too Large\"}")).isInstanceOf(TooLarge.class);
        assertThat(answered(400, "<html>no</html>")).isInstanceOf(Refused.class);
        assertThat(answered(422, "")).isInstanceOf(Refused.class);
        assertThat(answered(500, "{\"error\":\"hinted handoff queue not empty\"}"))
                .isEqualTo(WriteResult.ACCEPTED);
        assertThat(answered(500, "{\"error\":\"retention policy not found: x\"}"))
                .isInstanceOf(RetryLater.class);
        assertThat(answered(503, "", "Retry-After", "7"))
                .isEqualTo(WriteResult.retry(Duration.ofSeconds(7), "status 503"));
        assertThat(answered(429, "", "Retry-After", "Tue, 24 Nov 2026 20:00:09 GMT"))
                .isEqualTo(WriteResult.retry(Duration.ofSeconds(9), "status 429"));
    }

    @Test
    void a_success_that_is_none_acknowledges_nothing() throws Exception {
        assertThat(answered(200, "{\"error\":\"the shard is gone\"}")).isInstanceOf(RetryLater.class);
        assertThat(answered(200, "<html>Welcome</html>", "Content-Type", "text/html"))
                .isInstanceOf(RetryLater.class);
        assertThat(answered(200, "x".repeat(70_000))).isInstanceOf(RetryLater.class);
        assertThat(answered(302, "", "Location", "http://elsewhere.example.org/write?u=x"))
                .isEqualTo(WriteResult.retry("takes none of our rows until somebody mends it: status 302: redirects to"
                        + " http://elsewhere.example.org/write, which is not followed"));
    }

    @Test
    void a_single_row_that_one_server_refuses_is_offered_to_the_others() throws Exception {
        Scripted no = new Scripted(400, "<html>who are you?</html>");
        try (FakeInflux wrong = new FakeInflux(no, no, no, no, no, no, no, no);
                FakeInflux good = new FakeInflux()) {
            for (int i = 0; i < 6; i++) {
                assertThat(write(Outputs.v1(true, null, wrong.url(), good.url()), three().slice(0, 1)))
                        .isEqualTo(WriteResult.ACCEPTED);
            }
            assertThat(write(Outputs.v1(true, null, wrong.url(), "http://127.0.0.1:1"), three().slice(0, 1)))
                    .isInstanceOf(Refused.class);
        }
    }

    private static final String CONFLICT =
            "partial write: field type conflict: input field \\\"f\\\" on measurement \\\"m\\\" is type integer, already exists as type "
                    + "float dropped=";

    @Test
    void rejects_rows_that_a_report_names_and_sends_the_others_again() throws Exception {
        try (FakeInflux server = new FakeInflux(new Scripted(400, "{\"error\":\"" + CONFLICT + "1\"}"))) {
            Partial partial = (Partial) write(Outputs.v1(true, null, server.url()), three());
            assertThat(partial.accepted()).isEqualTo(rows(0, 2));
            assertThat(partial.rejected()).extracting(Rejection::row).containsExactly(1);
            assertThat(partial.rejected().get(0).reason()).contains("is type integer");
            assertThat(server.received().get(1).body()).isEqualTo("m,t=a f=1.5 1\nn g=3 3\n");
        }
    }

    @Test
    void a_report_of_more_rows_than_it_names_makes_the_host_look() throws Exception {
        assertThat(answered(400, "{\"error\":\"" + CONFLICT + "2\"}")).isInstanceOf(Refused.class);
        assertThat(answered(
                        400, "{\"error\":\"partial write: max-series-per-database limit exceeded: (1) dropped=1\"}"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void what_comes_after_a_named_row_decides_for_the_rest() throws Exception {
        Scripted report = new Scripted(400, "{\"error\":\"" + CONFLICT + "1\"}");
        try (FakeInflux server = new FakeInflux(report, new Scripted(503, ""))) {
            Partial partial = (Partial) write(Outputs.v1(true, null, server.url()), three());
            assertThat(partial.accepted()).isEqualTo(rows());
            assertThat(partial.rejected()).extracting(Rejection::row).containsExactly(1);
            assertThat(partial.rest().reason()).isEqualTo("status 503");
        }
    }

    @Test
    void names_unparsed_lines_and_points_beyond_the_retention_policy() throws Exception {
        Scripted parse = new Scripted(
                400,
                "{\"error\":\"partial write: unable to parse 'n g=3 3': no\\nunable to parse 'm,t=a f=1.5 1': "
                        + "no dropped=0\"}");
        try (FakeInflux server = new FakeInflux(parse)) {
            assertThat(((Partial) write(Outputs.v1(true, null, server.url()), three())).accepted())
                    .isEqualTo(rows(1));
        }
        Scripted old = new Scripted(400, "{\"error\":\"partial write: points beyond retention policy dropped=2\"}");
        try (FakeInflux server = new FakeInflux(old)) {
            assertThat(((Partial) write(Outputs.v1(true, null, server.url()), three())).accepted())
                    .isEqualTo(rows(2));
        }
    }

    @Test
    void rows_that_line_protocol_cannot_carry_are_rejected() throws Exception {
        MetricBatch batch = new Outputs.Rows()
                .row(1, "f", Double.NaN, "m")
                .row(2, "f", 1.0, "m")
                .seal();
        try (FakeInflux server = new FakeInflux()) {
            Partial partial = (Partial) write(Outputs.v1(true, null, server.url()), batch);
            assertThat(partial.accepted()).isEqualTo(rows(1));
            assertThat(write(Outputs.v1(true, null, server.url()), batch.slice(0, 1)))
                    .isInstanceOf(Partial.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void asks_the_next_server_at_once() throws Exception {
        try (FakeInflux good = new FakeInflux();
                FakeInflux bad = new FakeInflux(new Scripted(503, ""), new Scripted(503, ""))) {
            for (int i = 0; i < 6; i++) {
                assertThat(write(Outputs.v1(true, null, "http://127.0.0.1:1", bad.url(), good.url()), three()))
                        .isEqualTo(WriteResult.ACCEPTED);
            }
            assertThat(write(Outputs.v1(true, null, "http://127.0.0.1:1", "http://127.0.0.1:2"), three()))
                    .isInstanceOfSatisfying(
                            RetryLater.class,
                            later -> assertThat(later.reason()).contains("127.0.0.1:1", "127.0.0.1:2"));
        }
    }

    @Test
    void a_tag_names_the_database() throws Exception {
        MetricBatch batch = new Outputs.Rows()
                .row(1, "f", 1.0, "m", "tenant", "x y")
                .row(2, "f", 2.0, "m")
                .row(3, "f", 3.0, "m", "tenant", "x y")
                .seal();
        try (FakeInflux server = new FakeInflux()) {
            assertThat(write(Outputs.v1(true, "tenant", server.url()), batch)).isEqualTo(WriteResult.ACCEPTED);
            assertThat(server.received())
                    .extracting(r -> r.uri().toString() + " " + r.body())
                    .containsExactly(
                            "/write?db=x%20y&precision=ns m f=1 1\nm f=3 3\n", "/write?db=db&precision=ns m f=2 2\n");
        }
        try (FakeInflux server = new FakeInflux(new Scripted(204, ""), new Scripted(400, "bad"))) {
            Partial partial = (Partial) write(Outputs.v1(true, "tenant", server.url()), batch);
            assertThat(partial.accepted()).isEqualTo(rows(0, 2));
            assertThat(partial.rest()).isEqualTo(new RetryLater(Duration.ZERO, "status 400: bad"));
        }
    }

    @Test
    void datagrams_hold_whole_lines() throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(3_000);
            Outputs.Rows rows = new Outputs.Rows();
            for (int i = 0; i < 5; i++) {
                rows.row(i, "value", 0.5, "measurement", "tag", "x");
            }
            rows.row(9, "f".repeat(80), 1.0, "m");
            WriteResult result =
                    write(Outputs.v1(true, null, "udp://127.0.0.1:" + receiver.getLocalPort()), rows.seal());
            assertThat(((Partial) result).accepted()).isEqualTo(rows(0, 1, 2, 3, 4));
            List<String> datagrams = new ArrayList<>();
            for (int lines = 0; lines < 5; lines = String.join("", datagrams).split("\n").length) {
                DatagramPacket packet = new DatagramPacket(new byte[1000], 1000);
                receiver.receive(packet);
                assertThat(packet.getLength()).isLessThanOrEqualTo(60);
                datagrams.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
            assertThat(datagrams)
                    .allSatisfy(datagram -> assertThat(datagram)
                            .startsWith("measurement,tag=x ")
                            .endsWith("\n"));
        }
    }

    @Test
    void refuses_other_addresses() {
        assertThatThrownBy(() -> Outputs.v1(true, null, "ftp://x"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("not a server: 'ftp://x'");
        assertThat(V1Dialect.quoted("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }
}
