package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.buffer.MetricBuffer.Window;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process with a log, killed at random: what it said was acknowledged is there.
/// `-Dheliograph.kills=200` makes a long one of it.
class LogKillTest {
    private static final int KILLS = Integer.getInteger("heliograph.kills", 5);

    private final Random random = new Random();

    @Test
    void killsLoseNothingThatWasAcknowledged(@TempDir Path folder) throws Exception {
        long next = 0;
        long acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long acked = runAndKill(folder, next);
            List<Long> found = drain(folder);
            assertThat(found).as("kill %d", kill).isEqualTo(Rows.values(Rows.from(next, found.size())));
            assertThat(next + found.size()).as("kill %d", kill).isGreaterThanOrEqualTo(acked);
            acknowledged += acked - next;
            next += found.size();
        }
        System.out.println(acknowledged + " rows acknowledged, 0 lost in " + KILLS + " kills");
        assertThat(acknowledged).isPositive();
    }

    private long runAndKill(Path folder, long next) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString(),
                        Long.toString(next))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acked = next;
        try (BufferedReader out = process.inputReader()) {
            long lines = 1 + random.nextLong(400);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acked = line.startsWith("acked ") ? Long.parseLong(line.substring(6)) : acked;
                if (--lines == 0) {
                    process.toHandle().destroyForcibly(); // and leaves what it said to be read
                }
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return acked;
    }

    private static List<Long> drain(Path folder) throws Exception {
        List<Long> values = new ArrayList<>();
        Rows.Counts counts = new Rows.Counts();
        try (LogThread thread = new LogThread();
                LogBuffer buffer = KilledWriter.open(thread, folder, counts)) {
            for (Window window = buffer.read(1000); window != null; window = buffer.read(1000)) {
                values.addAll(Rows.values(window.batch()));
                buffer.settle(window, Rows.first(window.batch().size()), List.of());
            }
        }
        assertThat(counts.dropped).isEmpty();
        return values;
    }
}
