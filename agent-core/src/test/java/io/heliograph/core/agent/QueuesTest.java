package io.heliograph.core.agent;

import static io.heliograph.core.agent.TrialPlugins.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.core.agent.AgentStatus.OrphanQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queues of outputs: where they are, and what becomes of them at reloads.
class QueuesTest {
    private static final String NEVER = "failures = 1000000\n";

    @TempDir
    Path folder;

    private String state() {
        return "state_directory = '" + folder.resolve("state") + "'\n";
    }

    private static long ofSink(Agent agent, String what, String alias) {
        return agent.telemetry()
                .counter("heliograph_output_" + what + "_total", "output", "sink", "alias", alias)
                .getCount();
    }

    private static long buffered(Agent agent) {
        return agent.units().outputs().getFirst().buffer().size();
    }

    private static String input(String label) {
        return "[[inputs.rows]]\nlabel = '" + label + "'\nrows = 3\n";
    }

    private static String output(String label, String more) {
        return "[[outputs.sink]]\nlabel = '" + label + "'\n" + more;
    }

    private static List<String> names(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void queueWithoutAnOutputIsToldAndStaysUntilAnOutputHasItAgain() throws Exception {
        String there = output("there out", "alias = 'there'\n" + NEVER);
        Agent agent = TrialAgent.started(state() + input("orphan") + there);
        await().until(() -> count("orphan gathered") > 2);
        agent.apply(TrialAgent.configuration(state() + output("other out", "alias = 'other'\n")));
        await().until(() -> !agent.status().orphans().isEmpty());
        OrphanQueue orphan = agent.status().orphans().getFirst();
        assertThat(orphan.name()).isEqualTo("outputs.sink%3a%3athere");
        assertThat(orphan.rows()).isEqualTo(3L * count("orphan gathered"));
        assertThat(ofSink(agent, "dropped", "there")).isZero();
        agent.apply(TrialAgent.configuration(state() + output("there out", "alias = 'there'\n")));
        await().until(() -> count("there out written") == orphan.rows());
        await().until(() -> agent.status().orphans().isEmpty());
        agent.stop();
    }

    @Test
    void queueWithoutAnOutputAndWithoutRowsIsTakenAway() throws Exception {
        Agent agent = TrialAgent.started(state() + input("leaving") + output("left out", "alias = 'left'\n"));
        await().until(() -> count("left out written") > 2);
        Path queues = folder.resolve("state/buffer");
        assertThat(names(queues)).containsExactly("outputs.sink%3a%3aleft");
        agent.apply(TrialAgent.configuration(state() + output("new out", "alias = 'new'\n")));
        await().untilAsserted(() -> assertThat(names(queues)).containsExactly("outputs.sink%3a%3anew"));
        assertThat(agent.status().orphans()).isEmpty();
        agent.stop();
    }

    @Test
    void whatIsWorthKeepingIsNotTakenAwayWithAnEmptyQueue() throws Exception {
        Path letters = folder.resolve("state/buffer/outputs.gone/dlq");
        Files.createDirectories(letters);
        Files.writeString(letters.resolve("letter"), "of somebody");
        Agent agent = TrialAgent.started(state() + output("letters out", ""));
        await().until(() -> !agent.status().orphans().isEmpty());
        assertThat(letters).exists();
        agent.stop();
    }

    /// Of letters that were replayed or dropped.
    @Test
    void emptyFolderOfLettersGoesWithItsQueue() throws Exception {
        Path gone = folder.resolve("state/buffer/outputs.gone");
        Files.createDirectories(gone.resolve("dlq"));
        Agent agent = TrialAgent.started(state() + output("no letters out", ""));
        await().untilAsserted(() -> assertThat(gone).doesNotExist());
        assertThat(agent.status().orphans()).isEmpty();
        agent.stop();
    }

    @Test
    void changeFromMemoryToDiskTakesTheRowsAlong() throws Exception {
        String memory = "buffer_strategy = 'memory'\n";
        Agent agent = TrialAgent.started(state() + memory + input("to disk") + output("to disk out", NEVER));
        await().until(() -> count("to disk gathered") > 2);
        assertThat(folder.resolve("state/buffer")).doesNotExist();
        agent.apply(TrialAgent.configuration(state() + output("to disk out", NEVER)));
        long rows = buffered(agent);
        assertThat(rows).isEqualTo(3L * count("to disk gathered"));
        agent.stop();

        Agent again = TrialAgent.started(state() + output("to disk out", ""));
        await().until(() -> buffered(again) == 0);
        assertThat(ofSink(again, "recovered", "")).isEqualTo(rows);
        assertThat((long) count("to disk out written")).isEqualTo(rows);
        again.stop();
    }

    @Test
    void changeFromDiskToMemoryDeliversWhatIsOnDiskFirst() throws Exception {
        String memory = "buffer_strategy = 'memory'\n";
        Agent agent = TrialAgent.started(state() + input("from disk") + output("from disk out", NEVER));
        await().until(() -> count("from disk gathered") > 2);
        agent.apply(TrialAgent.configuration(state() + memory + input("from disk") + output("from disk out", "")));
        await().until(() -> count("from disk gathered") > 4);
        agent.stop();
        assertThat(count("from disk out written")).isEqualTo(3 * count("from disk gathered"));
    }

    @Test
    void changeToMemoryAndBackIsOneQueue() throws Exception {
        String memory = "buffer_strategy = 'memory'\n";
        String plugins = input("and back") + output("and back out", NEVER);
        Agent agent = TrialAgent.started(state() + plugins);
        await().until(() -> count("and back gathered") > 2);
        agent.apply(TrialAgent.configuration(state() + memory + plugins));
        int before = count("and back gathered");
        await().until(() -> count("and back gathered") > before + 2);
        agent.apply(TrialAgent.configuration(state() + plugins));
        assertThat(names(folder.resolve("state/buffer"))).hasSize(1);
        agent.stop();
        long rows = 3L * count("and back gathered");
        Agent again = TrialAgent.started(state() + output("and back out", ""));
        await().until(() -> count("and back out written") == rows);
        assertThat(ofSink(again, "recovered", "")).isEqualTo(rows);
        again.stop();
    }

    @Test
    void directoryThatCannotBeUsedMeansMemoryUntilItCan() throws Exception {
        Path file = Files.createFile(folder.resolve("state"));
        Agent agent = TrialAgent.started(state() + input("unusable") + output("unusable out", NEVER));
        await().until(() -> count("unusable gathered") > 2);
        assertThat(agent.status().reasonsNotReady()).anyMatch(reason -> reason.contains("the disk takes no rows"));
        Files.delete(file);
        await().until(() -> agent.status().degraded().isEmpty());
        agent.stop();
        long rows = 3L * count("unusable gathered");
        Agent again = TrialAgent.started(state() + output("unusable out", ""));
        await().until(() -> count("unusable out written") == rows);
        again.stop();
    }

    @Test
    void secondAgentIsRefusedAndTheFirstGoesOn() throws Exception {
        Agent first = TrialAgent.started(state() + input("first") + output("first out", ""));
        assertThatThrownBy(() -> TrialAgent.started(state() + output("second out", "")))
                .isInstanceOf(StateInUseException.class)
                .hasMessageContaining(folder.resolve("state").toString())
                .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()))
                .hasMessageContaining("--state");
        int written = count("first out written");
        await().until(() -> count("first out written") > written);
        first.stop();
        TrialAgent.started(state()).stop();
    }

    @Test
    void allIsForTheOwnerOnly() throws Exception {
        Agent agent = TrialAgent.started(state() + input("private") + output("private out", NEVER));
        await().until(() -> count("private gathered") > 2);
        agent.stop();
        try (var all = Files.walk(folder.resolve("state"))) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as("%s", path)
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }
}
