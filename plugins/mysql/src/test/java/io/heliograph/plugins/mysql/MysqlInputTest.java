package io.heliograph.plugins.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Input;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.recorded.RecordedMysql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MysqlInputTest {
    private static Input input(String server) throws Exception {
        MysqlInput plugin = new MysqlInput(
                new Settings(server).with("gatherGlobalVariables", false).config(), new TestContext("inputs.mysql"));
        return plugin.input(plugin.targets(List.of()).get(0));
    }

    @Test
    void namesServerAndReasonWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (Input input = input("user:hidden@tcp(127.0.0.1:" + port + ")/")) {
            assertThatThrownBy(() -> input.gather(new RecordingAccumulator()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("tcp(127.0.0.1:" + port + ")/: Connection refused");
        }
    }

    @Test
    void namesTheSocketThatIsMissing() throws Exception {
        try (Input input = input("user:hidden@unix(/nowhere/mysql.sock)/")) {
            assertThatThrownBy(() -> input.gather(new RecordingAccumulator()))
                    .hasMessageStartingWith("unix(/nowhere/mysql.sock)/: ")
                    .hasMessageNotContaining("hidden");
        }
    }

    @Test
    @Timeout(30)
    void givesUpOnAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Input input = input("tcp(127.0.0.1:" + silent.getLocalPort() + ")/?timeout=1s&readTimeout=2s")) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> input.gather(new RecordingAccumulator())).hasMessageContaining("timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    @Timeout(30)
    void letsGoWhenInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Input input = input("tcp(127.0.0.1:" + silent.getLocalPort() + ")/?timeout=20s&readTimeout=20s")) {
            Thread gathering = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> input.gather(new RecordingAccumulator()))
                            .isNotNull());
            Thread.sleep(500);
            gathering.interrupt();
            assertThat(gathering.join(Duration.ofSeconds(2))).isTrue();
        }
    }

    /// A server may answer any query by asking for a file of the client's.
    @FaultRow(38)
    void givesNoFileToAServerThatAsksForOne() throws Exception {
        try (RecordedMysql server = RecordedMysql.start("> SHOW GLOBAL STATUS\n</etc/passwd\n");
                Input input = input("ada:hidden@tcp(127.0.0.1:" + server.port() + ")/?allowLocalInfile=true")) {
            RecordingAccumulator out = new RecordingAccumulator();
            assertThatThrownBy(() -> {
                        input.gather(out);
                        out.errors().forEach(error -> {
                            throw new IllegalStateException(error);
                        });
                    })
                    .hasMessageNotContaining("hidden");
            assertThat(server.fetched()).allSatisfy(file -> assertThat(file).isEmpty());
        }
    }

    @Test
    void replacesAConnectionThatTheServerClosedMeanwhile() throws Exception {
        String recording = "> SHOW GLOBAL STATUS\nVariable_name\tValue\nUptime\t1\n";
        try (RecordedMysql server = RecordedMysql.start(recording);
                Input input = input("tcp(127.0.0.1:" + server.port() + ")/")) {
            input.gather(new RecordingAccumulator());
            server.hangUp();
            RecordingAccumulator out = new RecordingAccumulator();
            input.gather(out);
            assertThat(out.fieldsOf("mysql")).containsEntry("uptime", 1L);
        }
    }
}
