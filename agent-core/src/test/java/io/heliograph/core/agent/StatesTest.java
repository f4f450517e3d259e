package io.heliograph.core.agent;

import static io.heliograph.core.agent.TrialPlugins.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatesTest {
    private static String memory(String label, String note) {
        return "[[processors.memory]]\nlabel = '" + label + "'\nnote = '" + note + "'\n";
    }

    @Test
    void everyInstanceHasAStateOfItsOwn(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("states.json");
        Agent agent = TrialAgent.started("statefile = '" + file + "'\n" + memory("own", "a") + memory("own", "b")
                + "[[aggregators.tally]]\n[[outputs.sink]]\nlabel = 'own out'\n");
        assertThat(count("own found null")).isEqualTo(4);
        agent.stop();
        assertThat(Files.readString(file))
                .contains("\"processors.memory\":\"a\"", "\"processors.memory #2\":\"b\"")
                .contains("\"processors.memory second\":\"a\"", "\"processors.memory second #2\":\"b\"");
    }

    @Test
    void changedInstanceFindsWhatTheFormerOneSavedAndNoRowPassesBothBy() throws Exception {
        String rest = "[[inputs.rows]]\nlabel = 'heir in'\n[[outputs.sink]]\nlabel = 'heir out'\n";
        Agent agent = TrialAgent.started(memory("heir", "one") + rest);
        await().until(() -> count("heir saw") > 0);
        agent.apply(TrialAgent.configuration(memory("heir", "two") + rest));
        assertThat(count("heir found one")).isEqualTo(1);
        agent.apply(TrialAgent.configuration(memory("heir", "three") + rest));
        assertThat(count("heir found two")).isEqualTo(1);
        agent.stop();
        int emitted = 5 * count("heir in gathered");
        assertThat(count("heir out written")).isEqualTo(emitted);
        assertThat(count("heir saw")).isEqualTo(emitted);
    }

    @Test
    void instanceThatGoesOnKeepsItsState() throws Exception {
        String out = "[[outputs.sink]]\nlabel = 'kept states'\n";
        Agent agent = TrialAgent.started(memory("keeps", "a") + memory("keeps", "b") + out);
        agent.apply(TrialAgent.configuration(memory("keeps", "b") + memory("keeps", "c") + out));
        assertThat(count("keeps found a")).isEqualTo(1); // in place of the one that ended
        assertThat(agent.units().first())
                .extracting(unit -> unit.key().state())
                .containsExactly("processors.memory #2", "processors.memory");
        agent.stop();
    }
}
