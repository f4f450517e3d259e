package io.heliograph.plugins.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Metric;
import io.heliograph.api.ValueType;
import io.heliograph.testkit.RecordingAccumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes of two readings.
class RatesTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    @TempDir
    private Path tree;

    @BeforeEach
    void folder() throws IOException {
        Files.createDirectory(tree.resolve("proc"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(tree.resolve("proc").resolve(name), text);
    }

    private HostRun run(String configuration) throws Exception {
        return new HostRun(configuration, tree);
    }

    @Test
    void cpuUsageNeedsTwoReadings() throws Exception {
        try (HostRun run = run("[[inputs.cpu]]\ncollect_cpu_time = true\npercpu = false\n")) {
            write("stat", "cpu 100 10 20 800 0 0 0 0 50 5\n");
            RecordingAccumulator first = run.gather();
            write("stat", "cpu 150 20 20 840 0 0 0 0 70 10\n");
            RecordingAccumulator second = run.gather();

            assertThat(first.metrics()).extracting(Metric::type).containsExactly(ValueType.COUNTER);
            assertThat(second.metrics()).extracting(Metric::type).containsExactly(ValueType.COUNTER, ValueType.GAUGE);
            Metric usage = second.metrics().get(1);
            assertThat((Double) usage.field("usage_user")).isEqualTo(30, EXACT); // 50 ticks, 20 of them a guest's
            assertThat((Double) usage.field("usage_nice")).isEqualTo(5, EXACT);
            assertThat((Double) usage.field("usage_guest")).isEqualTo(20, EXACT);
            assertThat((Double) usage.field("usage_idle")).isEqualTo(40, EXACT);
        }
    }

    @Test
    void cpuTimesThatDoNotMoveOrGoBackGiveNoUsage() throws Exception {
        try (HostRun run = run("[[inputs.cpu]]\n")) {
            write("stat", "cpu 100 0 0 100 0 0 0 0 0 0\ncpu0 100 0 0 100 0 0 0 0 0 0\n");
            run.gather();
            assertThat(run.gather().metrics()).isEmpty();

            write("stat", "cpu 90 0 0 100 0 0 0 0 0 0\ncpu0 110 0 0 110 0 0 0 0 0 0\n");
            RecordingAccumulator back = run.gather();
            assertThat(back.metrics()).extracting(metric -> metric.tag("cpu")).containsExactly("cpu0");
            assertThat(back.errors()).singleElement().asString().contains("cpu-total went back");
        }
    }

    @Test
    void aProcessorThatComesLaterHasUsageFromItsSecondReading() throws Exception {
        try (HostRun run = run("[[inputs.cpu]]\ntotalcpu = false\n")) {
            write("stat", "cpu 1 0 0 1\ncpu0 1 0 0 1\n");
            run.gather();
            write("stat", "cpu 2 0 0 2\ncpu0 2 0 0 2\ncpu1 1 0 0 1\n");
            assertThat(run.gather().metrics())
                    .extracting(metric -> metric.tag("cpu"))
                    .containsExactly("cpu0");
            write("stat", "cpu 3 0 0 3\ncpu0 3 0 0 3\ncpu1 2 0 0 2\n");
            assertThat(run.gather().metrics())
                    .extracting(metric -> metric.tag("cpu"))
                    .containsExactly("cpu0", "cpu1");
        }
    }

    @Test
    void diskioTellsHowBusyADeviceWas() throws Exception {
        try (HostRun run = run("[[inputs.diskio]]\n")) {
            write("diskstats", "8 0 sda 10 0 80 100 20 0 160 200 0 300 400\n");
            Metric first = run.gather().metrics().getFirst();
            run.sleep(Duration.ofSeconds(10));
            write("diskstats", "8 0 sda 20 0 80 150 30 0 160 250 0 1300 400\n");
            Metric second = run.gather().metrics().getFirst();

            assertThat(first.type()).isEqualTo(ValueType.COUNTER);
            assertThat(first.field("io_util")).isNull();
            assertThat(second.field("io_util")).isEqualTo(10.0);
            assertThat(second.field("io_await")).isEqualTo(5.0);
            assertThat(second.field("io_svctm")).isEqualTo(50.0);
        }
    }

    @Test
    void diskioOfCountersThatStartedAgainHasNoRates() throws Exception {
        try (HostRun run = run("[[inputs.diskio]]\n")) {
            write("diskstats", "8 0 sda 10 0 80 100 20 0 160 200 0 300 400\n");
            run.gather();
            run.sleep(Duration.ofSeconds(10));
            write("diskstats", "8 0 sda 1 0 80 100 20 0 160 200 0 300 400\n");

            assertThat(run.gather().metrics().getFirst().field("io_util")).isNull();
        }
    }

    @Test
    void diskioFollowsUdev() throws Exception {
        write("diskstats", "8 0 sda 10 0 80 100 20 0 160 200 0 300 400\n");
        try (HostRun run = run("[[inputs.diskio]]\nname_templates = [\"$ID_FS_LABEL\"]\n")) {
            assertThat(run.gather().metrics().getFirst().tag("name")).isEqualTo("sda");

            Path udev = Files.createDirectories(tree.resolve("run/udev/data"));
            Files.writeString(udev.resolve("b8:0"), "E:ID_FS_LABEL=backup\n");
            assertThat(run.gather().metrics().getFirst().tag("name")).isEqualTo("backup");
        }
    }
}
