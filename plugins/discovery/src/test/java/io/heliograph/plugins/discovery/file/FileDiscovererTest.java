package io.heliograph.plugins.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.TagSet;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetSink;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.faults.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDiscovererTest {
    @TempDir
    Path folder;

    private final Sink sink = new Sink();
    private Thread running = Thread.ofVirtual().unstarted(() -> {});

    private static final class Sink implements TargetSink {
        final Map<String, TargetGroup> groups = new ConcurrentSkipListMap<>();
        final List<String> problems = new CopyOnWriteArrayList<>();
        final CountDownLatch looked = new CountDownLatch(1);

        @Override
        public void update(TargetGroup group) {
            groups.put(group.source(), group);
        }

        @Override
        public void remove(String source) {
            groups.remove(source);
        }

        @Override
        public void looked() {
            looked.countDown();
        }

        @Override
        public void failed(Throwable problem) {
            problems.add(String.valueOf(problem.getMessage()));
        }

        List<String> addresses() {
            return groups.values().stream()
                    .flatMap(group -> group.targets().stream())
                    .map(target -> String.valueOf(target.get("__address__")))
                    .toList();
        }
    }

    private void discover(String pattern) throws Exception {
        FileDiscoveryConfig config =
                new FileDiscoveryConfig(List.of(folder.resolve(pattern).toString()), Duration.ofMinutes(5));
        FileDiscoverer discoverer = new FileDiscoverer(config, new TestContext("discovery.file"));
        running = Thread.ofVirtual().start(() -> {
            try {
                discoverer.run(sink);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        sink.looked.await();
    }

    @AfterEach
    void stop() throws InterruptedException {
        running.interrupt();
        running.join();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void eventually(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < 100 && !holds.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    @Test
    void readsJsonAndYamlAlike() throws Exception {
        Path json = write("a.json", "[{\"targets\":[\"h:1\",\"h:2\"],\"labels\":{\"job\":\"x\"}}]");
        Path yaml = write("b.yml", "- targets: ['h:1', 'h:2']\n  labels:\n    job: x\n");
        TargetGroup fromJson = TargetFile.read(json).get(0);
        TargetGroup fromYaml = TargetFile.read(yaml).get(0);
        assertThat(fromJson.targets()).isEqualTo(fromYaml.targets()).hasSize(2);
        assertThat(fromJson.labels()).isEqualTo(TagSet.of("job", "x", "__meta_filepath", json.toString()));
        assertThat(fromYaml.labels().get("job")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[1]",
                "[{\"targets\":\"h:1\"}]",
                "[{\"targets\":[1]}]",
                "[{\"targets\":[\"h:1\"],\"label\":{}}]",
                "[{\"targets\":[\"h:1\"],\"labels\":{\"a\":1}}]",
                "[{\"targets\":[\"h:1\"]}] x"
            })
    void refusesWhatIsNoTargetFileAndNamesIt(String text) throws Exception {
        Path file = write("bad.json", text);
        assertThatThrownBy(() -> TargetFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.json");
    }

    @Test
    void refusesABombOfAliases() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        Path file = write("bomb.yml", bomb.toString());
        assertThatThrownBy(() -> TargetFile.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() throws Exception {
        for (String name : List.of("deep.yml", "deep.json")) {
            Path file = write(name, "[".repeat(500_000));
            assertThatThrownBy(() -> TargetFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void refusesNumbersWithoutEnd() throws Exception {
        String digits = "9".repeat(1_000_000);
        for (String name : List.of("number.yml", "number.json")) {
            Path file = write(name, "[{\"targets\": [\"h:1\"], \"labels\": {\"a\": " + digits + "}}]");
            assertThatThrownBy(() -> TargetFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void refusesMoreThanItsLimits() throws Exception {
        Path many = write("many.json", "[" + "[],".repeat(600_000) + "[]]");
        assertThatThrownBy(() -> TargetFile.read(many)).hasMessageContaining("many.json");
        Path text = write("text.json", "[{\"targets\": [\"" + "h".repeat(2_000_000) + "\"]}]");
        assertThatThrownBy(() -> TargetFile.read(text)).hasMessageContaining("text.json");
        Path large = write("large.json", " ".repeat(17 << 20));
        assertThatThrownBy(() -> TargetFile.read(large)).hasMessageContaining("larger than 16 MiB");
    }

    /// As Kubernetes does with mounted ConfigMaps: the files are links through a link to a folder, and that link is
    /// replaced.
    @Test
    void followsALinkThatIsSwapped() throws Exception {
        for (int version = 1; version <= 2; version++) {
            Path real = Files.createDirectory(folder.resolve("..v" + version));
            Files.writeString(real.resolve("a.yml"), "- targets: ['h:" + version + "']\n");
        }
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(folder.resolve("a.yml"), Path.of("..data/a.yml"));
        discover("*.yml");
        assertThat(sink.addresses()).containsExactly("h:1");
        Path fresh = Files.createSymbolicLink(folder.resolve("..tmp"), Path.of("..v2"));
        Files.move(
                fresh, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        eventually(() -> sink.addresses().equals(List.of("h:2")));
    }

    @Test
    void aPatternWithoutFilesIsToldOnce() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("discovery.file");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord event) {
                told.add(event.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            discover("*.json");
            write("a.json", "[{\"targets\":[\"h:1\"]}]");
            eventually(() -> sink.addresses().equals(List.of("h:1")));
            assertThat(told).containsExactly(folder.resolve("*.json") + ": no file matches yet");
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void followsEditsRenamesAndRemovals() throws Exception {
        Path first = write("a.json", "[{\"targets\":[\"h:1\"]}]");
        discover("*.json");
        assertThat(sink.addresses()).containsExactly("h:1");

        write("b.json", "[{\"targets\":[\"h:2\"]}, {\"targets\":[\"h:3\"]}]");
        eventually(() -> sink.addresses().equals(List.of("h:1", "h:2", "h:3")));

        Path fresh = write("fresh", "[{\"targets\":[\"h:4\"]}]");
        Files.move(
                fresh, folder.resolve("b.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        eventually(() -> sink.addresses().equals(List.of("h:1", "h:4")));

        Files.delete(first);
        eventually(() -> sink.addresses().equals(List.of("h:4")));
    }

    @FaultRow(36)
    void keepsTheLastGoodTargetsOfABadFile() throws Exception {
        write("a.json", "[{\"targets\":[\"h:1\"]}]");
        discover("a.json");
        write("a.json", "[{\"targets\":[\"h:2");
        eventually(() -> !sink.problems.isEmpty());
        assertThat(sink.problems.get(0)).contains("a.json").contains("kept");
        assertThat(sink.addresses()).containsExactly("h:1");
        write("a.json", "[{\"targets\":[\"h:2\"]}]");
        eventually(() -> sink.addresses().equals(List.of("h:2")));
    }

    @Test
    void namesAFileThatIsMissingOnceAndTakesItWhenItComes() throws Exception {
        discover("late.yml");
        assertThat(sink.problems).hasSize(1);
        write("late.yml", "- targets: ['h:9']\n");
        eventually(() -> sink.addresses().equals(List.of("h:9")));
        assertThat(sink.problems).hasSize(1);
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> new FileDiscoveryConfig(List.of(), Duration.ofMinutes(5)))
                .isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> new FileDiscoveryConfig(List.of("a.txt"), Duration.ofMinutes(5)))
                .hasMessageContaining("a.txt");
        assertThatThrownBy(() -> new FileDiscoveryConfig(List.of("*/a.json"), Duration.ofMinutes(5)))
                .hasMessageContaining("folder");
    }
}
