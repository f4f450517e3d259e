package io.heliograph.core.agent;

import static io.heliograph.core.agent.TrialPlugins.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.telemetry.PluginHealth.State;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
    private static State state(Agent agent, String plugin) {
        return agent.status().plugins().stream()
                .filter(status -> status.name().equals(plugin))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void reloadRestartsOnlyWhatChanged() throws Exception {
        String same = "[[inputs.rows]]\nlabel = 'same'\n[[outputs.sink]]\nlabel = 'same out'\n";
        Agent agent = TrialAgent.started(same + "[[inputs.rows]]\nlabel = 'other'\nrows = 1\n");
        await().until(() -> count("same gathered") > 0 && count("other gathered") > 0);
        agent.apply(TrialAgent.configuration(same + "[[inputs.rows]]\nlabel = 'other'\nrows = 2\n"));
        await().until(() -> count("other opened") == 2);
        assertThat(count("other closed")).isEqualTo(1);
        assertThat(count("same opened")).isEqualTo(1);
        assertThat(count("same out opened")).isEqualTo(1);
        agent.stop();
        assertThat(count("same closed")).isEqualTo(1);
    }

    @Test
    void changeNamesWhatItDid() throws Exception {
        String same = "[[inputs.slow]]\nlabel = 'told slow'\n[[outputs.sink]]\nlabel = 'told out'\n";
        Agent agent = TrialAgent.started(same + "[[inputs.rows]]\nlabel = 'told'\n[[processors.split]]\n");
        Agent.Change change = agent.apply(
                TrialAgent.configuration(same + "[[inputs.rows]]\nlabel = 'told'\nrows = 2\nalias = 'two'\n"));
        assertThat(change).hasToString("started inputs.rows::two; stopped inputs.rows, processors.split; 2 stay");
        agent.stop();
    }

    @Test
    void settingsOfLogAndAdminApiRestartNothing() throws Exception {
        String plugins = "[[inputs.rows]]\nlabel = 'quiet'\n[[outputs.sink]]\nlabel = 'quiet out'\n";
        Agent agent = TrialAgent.started(plugins);
        await().until(() -> count("quiet gathered") > 0);
        agent.apply(TrialAgent.configuration("debug = true\nhttp_address = ''\n" + plugins));
        agent.stop();
        assertThat(count("quiet opened")).isEqualTo(1);
        assertThat(count("quiet out opened")).isEqualTo(1);
    }

    @Test
    void outputsTableChangesButItsBufferStays() throws Exception {
        String input = "[[inputs.rows]]\nlabel = 'kept'\nrows = 3\n";
        Agent agent = TrialAgent.started(input + "[[outputs.sink]]\nlabel = 'kept out'\nfailures = 1000000\n");
        await().until(() -> count("kept gathered") > 2);
        agent.apply(TrialAgent.configuration("[[outputs.sink]]\nlabel = 'kept out'\nfailures = 0\n"));
        agent.stop();
        assertThat(count("kept out written")).isEqualTo(3 * count("kept gathered"));
    }

    private static long ofSink(Agent agent, String what) {
        return agent.telemetry()
                .counter("heliograph_output_" + what + "_total", "output", "sink", "alias", "")
                .getCount();
    }

    @Test
    void bufferOnDiskOutlivesTheAgentAndTheBooksBalance(@TempDir Path state) throws Exception {
        String disk = "buffer_strategy = 'disk'\nstate_directory = '" + state + "'\n";
        String output = "[[outputs.sink]]\nlabel = 'disk out'\nfailures = ";
        Agent agent =
                TrialAgent.started(disk + "[[inputs.rows]]\nlabel = 'on disk'\nrows = 3\n" + output + "1000000\n");
        await().until(() -> count("on disk gathered") > 2);
        agent.stop();
        long gathered = 3L * count("on disk gathered");
        assertThat(ofSink(agent, "routed")).isEqualTo(gathered);

        Agent without = TrialAgent.started(disk + output + "0\nclosed = 1000000\nstartup_error_behavior = 'ignore'\n");
        await().until(() -> state(without, "outputs.sink") == State.STOPPED);
        assertThat(without.units().outputs().getFirst().buffer().size()).isEqualTo(gathered);
        without.stop();

        Agent again = TrialAgent.started(disk + output + "0\n");
        await().until(() -> again.units().outputs().getFirst().buffer().size() == 0);
        assertThat(count("disk out written")).isEqualTo((int) gathered);
        assertThat(ofSink(again, "recovered")).isEqualTo(gathered);
        assertThat(ofSink(again, "written")).isEqualTo(gathered);
        again.stop();
    }

    @Test
    void bufferThatIsHandedOverGetsTheNewLimit() throws Exception {
        String input = "[[inputs.rows]]\nlabel = 'many kept'\n";
        String output = "[[outputs.sink]]\nlabel = 'limited out'\nfailures = 1000000\nmetric_batch_size = 5\n";
        Agent agent = TrialAgent.started(input + output);
        await().until(() -> agent.units().outputs().getFirst().buffer().size() > 30);
        agent.apply(TrialAgent.configuration(input + output + "metric_buffer_limit = 10\n"));
        await().until(() -> agent.units().outputs().getFirst().buffer().size() <= 10);
        agent.stop();
    }

    @Test
    void changedOutputTakesNoBufferOfOneThatGoesOn() throws Exception {
        String other = "[[outputs.sink]]\nlabel = 'twin out'\nrejected = 'other'\n";
        Agent agent = TrialAgent.started("[[outputs.sink]]\nlabel = 'twin out'\n" + other);
        agent.apply(TrialAgent.configuration("[[outputs.sink]]\nlabel = 'twin out'\nrejected = 'new'\n" + other));
        assertThat(agent.units().outputs()).extracting(OutputUnit::buffer).doesNotHaveDuplicates();
        agent.stop();
    }

    @Test
    void invalidConfigurationNeverReachesTheAgent() throws Exception {
        Agent agent = TrialAgent.started("[[inputs.rows]]\nlabel = 'steady'\n[[outputs.sink]]\nlabel = 'steady out'\n");
        assertThatThrownBy(() -> agent.apply(TrialAgent.configuration("[[inputs.rows]]\nlable = 'steady'\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lable");
        await().until(() -> count("steady gathered") > 2);
        agent.stop();
        assertThat(count("steady opened")).isEqualTo(1);
    }

    @Test
    void inputThatCannotBeOpenedIsTriedAgain() throws Exception {
        Agent agent = TrialAgent.started(
                "[[inputs.rows]]\nlabel = 'later'\nfailures = 1\n[[outputs.sink]]\nlabel = 'later out'\n");
        await().until(() -> state(agent, "inputs.rows") == State.FAILING);
        assertThat(agent.status().reasonsNotReady())
                .anyMatch(reason -> reason.contains("inputs.rows: failing: not yet"));
        await().until(() -> count("later gathered") > 0);
        agent.stop();
    }

    @Test
    void stopTakesAtMostTenSecondsWhateverPluginsDo() throws Exception {
        Agent agent = TrialAgent.started(
                "[[inputs.deaf]]\n[[inputs.rows]]\nlabel = 'beside'\n[[outputs.sink]]\nlabel = 'beside out'\n");
        await().until(() -> count("beside gathered") > 0);
        long began = System.nanoTime();
        agent.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(count("beside out written")).isEqualTo(5 * count("beside gathered"));
    }

    @Test
    void gatherThatIgnoresItsInterruptIsLeftAlone() throws Exception {
        Agent agent = TrialAgent.started("[[inputs.deaf]]\ngather_timeout = '200ms'\n"
                + "[[inputs.rows]]\nlabel = 'goes on'\n[[outputs.sink]]\nlabel = 'goes on out'\n");
        await().until(() -> state(agent, "inputs.deaf") == State.STUCK);
        assertThat(count("deaf interrupted")).isGreaterThan(0);
        int before = count("goes on gathered");
        await().until(() -> count("goes on gathered") > before + 2);
        agent.stop();
    }

    @Test
    void gatherThatHangsIsInterruptedAtItsTimeout() throws Exception {
        Agent agent = TrialAgent.started("""
                [[inputs.slow]]
                gather_timeout = "300ms"
                [[inputs.rows]]
                label = "on time"
                [[outputs.sink]]
                label = "on time out"
                """);
        await().until(() -> count("slow interrupted") > 0 && count("slow began") > 1);
        assertThat(count("on time gathered")).isGreaterThan(5);
        assertThat(state(agent, "inputs.slow")).isEqualTo(State.FAILING);
        agent.stop();
    }

    @Test
    void processorThatHangsWhileOpeningHoldsUpNothing() throws Exception {
        Agent agent = TrialAgent.started("[[processors.hanging]]\n[[inputs.rows]]\nlabel = 'past it'\n"
                + "[[outputs.sink]]\nlabel = 'past it out'\n");
        await().until(() -> count("past it out written") > 0);
        long began = System.nanoTime();
        agent.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        agent.apply(TrialAgent.configuration("[[inputs.rows]]\nlabel = 'after the end'\n"));
        assertThat(count("after the end tried")).isZero();
    }
}
