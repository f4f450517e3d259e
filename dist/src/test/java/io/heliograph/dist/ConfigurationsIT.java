package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every configuration in `conf/` is one: the default runs on any Linux without a word of complaint, the examples pass
/// `check`.
class ConfigurationsIT {
    @TempDir
    Path folder;

    @Test
    void theDefaultConfigurationGathersThisHostAndComplainsOfNothing() throws Exception {
        String said = output(
                "--config",
                Distribution.built().home().resolve("conf/heliograph.toml").toString(),
                "--once");
        assertThat(said).contains("\nmem,", "\ncpu,cpu=cpu-total,", "\nkernel,", "\nprocesses,", "\ninternal_agent,");
        assertThat(said).doesNotContain(" WARN ", " ERROR ");
    }

    @TestFactory
    List<DynamicTest> allFilesPassTheCheck() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.built().home().resolve("conf"))) {
            List<DynamicTest> tests = new ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".toml"))
                    .sorted()
                    .toList()) {
                tests.add(DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> output("check", "--config", file.toString())));
            }
            assertThat(tests).hasSizeGreaterThan(4);
            return tests;
        }
    }

    private String output(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        command.add(0, Distribution.built().launcher().toString());
        Process process = Distribution.command(folder, command).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
