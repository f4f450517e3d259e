package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The systemd unit: what it says is tried by `dist/unit/unit_test.py`, which makes its restrictions without systemd.
class UnitRestrictionsIT {
    private static final int NOT_HERE = 2;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void everyInputOfTheDefaultConfigurationGivesTheSame() throws Exception {
        Process trial = Distribution.command(folder, List.of("python3", script(), "--agent", home()))
                .start();
        String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(trial.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assumeTrue(trial.exitValue() != NOT_HERE, said);
        assertThat(trial.exitValue()).as(said).isZero();
        assertThat(said)
                .contains("the restricted agent has nothing to complain of")
                .contains("series that differ: 0")
                .matches("(?s).*Overall exposure level for heliograph.service: (0\\.\\d|1\\.[0-5]) .*");
    }

    private static String script() {
        return Path.of("unit/unit_test.py").toAbsolutePath().toString();
    }

    private static String home() {
        return Distribution.built().home().toString();
    }
}
