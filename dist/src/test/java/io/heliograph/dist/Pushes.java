package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.RememberingSink;
import io.heliograph.testkit.faults.Sample;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Samples that are pushed to an agent's listener, each with a number of its own, and those among them that it has
/// acknowledged.
final class Pushes {
    private static final long EPOCH = 1_700_000_000_000_000_000L;

    private final int port;
    private final Set<Sample> acknowledged = new HashSet<>();
    private long next;

    /// To a port that is free for now.
    Pushes() {
        port = RunningAgent.freePort();
    }

    /// The tables of a listener and of an output on disk.
    String plugins(int sink) {
        return """
                [[inputs.influxdb_listener]]
                  service_address = "127.0.0.1:%d"
                [[outputs.influxdb]]
                  alias = "pushed"
                  urls = ["http://127.0.0.1:%d"]
                  skip_database_creation = true
                """.formatted(port, sink);
    }

    /// Waits for the listener.
    void awaitListener() {
        await("the listener")
                .atMost(RunningAgent.SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Web.status("http://127.0.0.1:" + port + "/ping") == 204);
    }

    /// Pushes samples in one request.
    ///
    /// @return the status
    int push(int samples) throws IOException {
        StringBuilder lines = new StringBuilder();
        long first = next;
        next += samples;
        for (long number = first; number < next; number++) {
            lines.append(line(number)).append('\n');
        }
        int status = Web.post(
                        "http://127.0.0.1:" + port + "/write?db=any",
                        lines.toString().getBytes(UTF_8))
                .statusCode();
        if (status == 204) {
            for (long number = first; number < next; number++) {
                acknowledged.add(Sample.of(line(number)));
            }
        }
        return status;
    }

    /// As [#push], where all is well.
    void pushed(int samples) throws IOException {
        assertThat(push(samples)).isEqualTo(204);
    }

    private static String line(long number) {
        return "pushed,from=test n=" + number + "i " + (EPOCH + number);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /// Waits until the sink has all that was acknowledged, and checks that it has nothing else.
    void assertAllArrive(RememberingSink sink) {
        await("every acknowledged sample")
                .atMost(RunningAgent.SOON)
                .untilAsserted(() -> assertThat(sink.samples().containsAll(acknowledged))
                        .as("%s of %s", sink.samples().size(), acknowledged.size())
                        .isTrue());
        for (Sample sample : sink.samples()) {
            assertThat(sample.series()).isEqualTo("pushed,from=test");
        }
    }
}
