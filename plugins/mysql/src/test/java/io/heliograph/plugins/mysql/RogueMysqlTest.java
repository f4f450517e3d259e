package io.heliograph.plugins.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Input;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.recorded.RogueMysql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RogueMysqlTest {
    @TempDir
    Path folder;

    @FaultRow(38)
    void aServerThatAsksForALocalFileGetsNothing() throws Exception {
        Path shadow = Files.writeString(folder.resolve("shadow"), "root:secret\n");
        try (RogueMysql server = RogueMysql.start(shadow)) {
            assertGetsNothing(server, "");
            assertGetsNothing(server, "?allowAllFiles=true&allowLocalInfile=true");
        }
    }

    private static void assertGetsNothing(RogueMysql server, String parameters) throws Exception {
        int before = server.asked().size();
        MysqlInput plugin = new MysqlInput(
                new Settings("u:p@tcp(127.0.0.1:" + server.port() + ")/" + parameters).config(),
                new TestContext("inputs.mysql"));
        RecordingAccumulator out = new RecordingAccumulator();
        try (Input input = plugin.input(plugin.targets(List.of()).get(0))) {
            input.gather(out);
        } catch (IOException refused) {
            out.error(refused);
        }
        assertThat(server.asked()).hasSizeGreaterThan(before);
        assertThat(server.got()).isEmpty();
        assertThat(out.errors()).isNotEmpty();
        assertThat(out.metrics()).isEmpty();
    }
}
