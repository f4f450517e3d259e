package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An output that cannot start: `startup_error_behavior`.
class StartupIT {
    private static final String PLUGINS = """
            [[inputs.mock]]
              metric_name = "probe"
              [[inputs.mock.step]]
                name = "n"
                start = 0.0
                step = 1.0
            [[outputs.file]]
              files = ["FOLDER/rows.out"]
            [[outputs.file]]
              alias = "shut"
              files = ["/proc/nowhere/rows.out"]
              startup_error_behavior = "%s"
            """;

    @TempDir
    Path folder;

    @Test
    void outputThatIsLeftOutCountsItsRowsAndTheAgentIsReady() throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder, PLUGINS.formatted("ignore"))) {
            agent.awaitLog("outputs.file::shut", "is left out, as startup_error_behavior says", "/proc/nowhere");
            await("rows")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.rows("rows.out").size() > 2);
            assertThat(Web.status(agent.address("/ready"))).isEqualTo(200);
            agent.assertBooksBalance();
            assertThat(agent.books()
                            .output("dropped_total", "output=\"file\",alias=\"shut\",reason=\"output_ignored\""))
                    .isPositive();
            assertThat(agent.books().output("buffered_rows", "output=\"file\",alias=\"shut\""))
                    .isZero();
        }
    }

    @Test
    void outputThatMustStartEndsTheAgent() throws Exception {
        String text =
                "[agent]\nhttp_address = ''\n" + PLUGINS.formatted("error").replace("FOLDER", folder.toString());
        Path file = Files.writeString(folder.resolve("heliograph.toml"), text);
        Distribution.Ended agent = Distribution.run(folder, file);
        assertThat(agent.code()).as(agent.said()).isEqualTo(1);
        assertThat(agent.said()).contains("ends the agent, as startup_error_behavior says");
    }
}
