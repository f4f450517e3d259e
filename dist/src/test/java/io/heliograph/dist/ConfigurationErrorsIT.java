package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A configuration that cannot be used ends the start with status 2 and all of its problems, each with its place.
class ConfigurationErrorsIT {
    @TempDir
    Path folder;

    @Test
    void allProblemsOfAllFilesAreTold() throws Exception {
        Files.writeString(folder.resolve("main.toml"), """
                [agent]
                  interval = "fast"
                [[inputs.redis]]
                  servers = ["tcp://127.0.0.1:70000"]
                  pasword = "s3cret"
                [[inputs.mock]]
                  metric_name = "a"
                  [[inputs.mock.step]]
                    name = "n"
                    start = "zero"
                """);
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(
                folder.resolve("more/other.conf"), "[[outputs.influxbd]]\n[[processors.rename]]\n  order = true\n");

        Process agent = Distribution.command(
                        folder,
                        List.of(
                                Distribution.built().launcher().toString(),
                                "--config",
                                "main.toml",
                                "--config-directory",
                                "more"))
                .start();
        String said = new String(agent.getInputStream().readAllBytes(), UTF_8);

        assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).as(said).isEqualTo(2);
        assertThat(said)
                .contains(
                        "main.toml:2",
                        "'fast'",
                        "main.toml:4",
                        "70000",
                        "main.toml:5",
                        "pasword",
                        "main.toml:10",
                        "other.conf:1",
                        "outputs.influxbd",
                        "outputs.influxdb",
                        "other.conf:3");
        assertThat(said).doesNotContain("s3cret", "at io.heliograph");
    }
}
