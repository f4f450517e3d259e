package io.heliograph.plugins.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heliograph.api.Metric;
import io.heliograph.api.Unsigned;
import io.heliograph.testkit.RecordingAccumulator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs on the machine that runs the tests.
class ThisHostTest {
    private static final Path ROOT = Path.of("/");

    @TempDir
    private Path tree;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu",
                "mem",
                "swap",
                "disk",
                "diskio",
                "net",
                "netstat",
                "system",
                "processes",
                "kernel",
                "kernel_vmstat",
                "interrupts",
                "linux_sysctl_fs",
                "nstat"
            })
    void readsWithoutAProblem(String name) throws Exception {
        assumeTrue(new File("/proc/vmstat").canRead(), "no Linux");
        try (HostRun run = new HostRun("[[inputs." + name + "]]\n", ROOT)) {
            RecordingAccumulator first = run.gather();
            RecordingAccumulator second = run.gather();

            assertThat(first.errors()).isEmpty();
            assertThat(second.errors()).isEmpty();
        }
    }

    @Test
    void diskAgreesWithWhatJavaSees() throws Exception {
        Metric disk = disk("30 1 8:1 / " + tree + " ro,relatime shared:1 - ext4 /dev/sda1 rw\n");
        File here = tree.toFile();

        assertThat(disk.tags().toMap())
                .containsEntry("path", tree.toString())
                .containsEntry("device", "sda1")
                .containsEntry("fstype", "ext4")
                .containsEntry("mode", "ro")
                .doesNotContainKey("label");
        assertThat(disk.field("total")).isEqualTo(new Unsigned(here.getTotalSpace()));
        assertThat(number(disk, "used")).isCloseTo(here.getTotalSpace() - here.getFreeSpace(), tolerance(here));
        assertThat(number(disk, "free")).isCloseTo(here.getUsableSpace(), tolerance(here));
    }

    private static Offset<Double> tolerance(File here) {
        return Offset.offset(here.getTotalSpace() * 0.01); // others write meanwhile
    }

    @Test
    void diskCountsInodes() throws Exception {
        Metric disk = disk("30 1 8:1 / " + tree + " rw,relatime shared:1 - ext4 /dev/sda1 rw\n");

        assertThat(number(disk, "inodes_total")).isEqualTo(number(disk, "inodes_free") + number(disk, "inodes_used"));
        assertThat(number(disk, "inodes_used_percent")).isBetween(0.0, 100.0);
    }

    @Test
    void diskNamesWhatTheDeviceMapperMade() throws Exception {
        Files.createDirectories(tree.resolve("dev/mapper"));
        Files.createFile(tree.resolve("dev/dm-0"));
        Files.createSymbolicLink(tree.resolve("dev/mapper/vg-root"), Path.of("../dm-0"));
        Metric disk = disk("30 1 253:0 / " + tree + " rw - ext4 /dev/mapper/vg-root rw\n");

        assertThat(disk.tag("device")).endsWith("dm-0");
    }

    @Test
    void diskLooksBelowTheMountPrefix() throws Exception {
        Path host = Files.createDirectories(tree.resolve("hostfs/home")).getParent();
        System.setProperty("HOST_MOUNT_PREFIX", host.toString());
        try {
            Metric disk = disk("30 1 8:1 / /home rw - ext4 /dev/sda1 rw\n");
            assertThat(disk.tag("path")).isEqualTo("/home");

            // in a container: its own root hides behind the host's, which is mounted too
            String own = "30 1 0:9 / / rw - overlay overlay rw\n";
            Metric root = disk(own + "31 1 8:2 / " + host + " rw - ext4 /dev/sda2 rw\n");
            assertThat(root.tags().toMap()).containsEntry("path", "/").containsEntry("device", "sda2");
        } finally {
            System.clearProperty("HOST_MOUNT_PREFIX");
        }
    }

    private Metric disk(String mountinfo) throws Exception {
        Path file = tree.resolve("proc/1/mountinfo");
        Files.createDirectories(file.getParent());
        Files.writeString(file, mountinfo);
        try (HostRun run = new HostRun("[[inputs.disk]]\n", tree)) {
            List<Metric> metrics = run.gather().metrics();
            assertThat(metrics).hasSize(1);
            return metrics.getFirst();
        }
    }

    private static double number(Metric metric, String field) {
        return metric.doubleValue(metric.fields().indexOf(field));
    }

    @Test
    void systemCountsSessionsAndUsers() throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the recorded utmp file is of amd64");
        Path folder = Path.of("src/test/resources/cases/system/everything").toAbsolutePath();
        try (HostRun run = new HostRun("[[inputs.system]]\ninclude = [\"users\"]\n", folder)) {
            Metric users = run.gather().metrics().getFirst();

            assertThat(users.toMap()).containsEntry("n_users", 3L).containsEntry("n_unique_users", 2L);
        }
    }
}
