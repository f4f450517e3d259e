package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launcher has the Java runtime refuse.
class SelfProtectionIT {
    private static final double MOST_OF_MEMORY = 0.6;

    @TempDir
    Path folder;

    private String version(String options) throws IOException, InterruptedException {
        ProcessBuilder command = Distribution.command(
                folder, List.of(Distribution.built().launcher().toString(), "version"));
        command.environment().put("HELIOGRAPH_JAVA_OPTS", options);
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /// `     bool DisableAttachMechanism     = true     {product} {command line}`
    private Map<String, String> flags() throws Exception {
        Map<String, String> flags = new TreeMap<>();
        for (String line : version("-XX:+PrintFlagsFinal").split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 3 && words[2].equals("=")) {
                flags.put(words[1], words[3]);
            }
        }
        return flags;
    }

    @Test
    void endsWithoutMemoryAndLeavesNoDumpsAndNobodyAttaches() throws Exception {
        assertThat(flags())
                .containsEntry("ExitOnOutOfMemoryError", "true")
                .containsEntry("HeapDumpOnOutOfMemoryError", "false")
                .containsEntry("DisableAttachMechanism", "true")
                .containsEntry("ManagementServer", "false");
    }

    @Test
    void theHeapLeavesMemoryToOthers() throws Exception {
        long memory = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        assertThat(Double.parseDouble(flags().get("MaxHeapSize"))).isLessThan(MOST_OF_MEMORY * memory);
    }

    @Test
    void objectsAreNotDeserialised() throws Exception {
        assertThat(version("-XshowSettings:properties")).contains("jdk.serialFilter = !*");
    }
}
