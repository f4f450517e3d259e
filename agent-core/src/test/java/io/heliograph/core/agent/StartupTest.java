package io.heliograph.core.agent;

import static io.heliograph.core.agent.TrialPlugins.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.core.telemetry.PluginHealth.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// `startup_error_behavior` of every kind of plugin.
class StartupTest {
    private static State state(Agent agent, String plugin) {
        return agent.status().plugins().stream()
                .filter(status -> status.name().equals(plugin))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static long counted(Agent agent, String counter) {
        return agent.telemetry().registry().counter(counter).getCount();
    }

    @Test
    void outputIsLeftOutAndItsRowsAreCounted() throws Exception {
        Agent agent = TrialAgent.started("[[inputs.rows]]\nlabel = 'to none'\n"
                + "[[outputs.sink]]\nlabel = 'shut'\nalias = 'shut'\nclosed = 9\nstartup_error_behavior = 'ignore'\n"
                + "[[outputs.sink]]\nlabel = 'beside shut'\n");
        await().until(() -> state(agent, "outputs.sink::shut") == State.STOPPED);
        await().until(() -> count("to none gathered") > 3);
        assertThat(agent.status().reasonsNotReady()).isEmpty();
        agent.stop();
        long all = counted(agent, "heliograph_output_routed_total{output=\"sink\",alias=\"shut\"}");
        assertThat(all).isEqualTo(5L * count("to none gathered"));
        assertThat(counted(
                        agent,
                        "heliograph_output_dropped_total{output=\"sink\",alias=\"shut\",reason=\"output_ignored\"}"))
                .isEqualTo(all);
        assertThat(count("shut tried")).isEqualTo(1);
    }

    @Test
    void outputEndsTheAgent() throws Exception {
        Agent agent = TrialAgent.started(
                "[[outputs.sink]]\nlabel = 'needed'\nclosed = 9\nstartup_error_behavior = 'error'\n");
        assertThat(CompletableFuture.supplyAsync(() -> ended(agent)).get()).isTrue();
        agent.stop();
    }

    private static boolean ended(Agent agent) {
        try {
            return agent.awaitEnd();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void outputIsNotRunningBeforeItIsOpen() throws Exception {
        Agent agent = TrialAgent.started("[[outputs.sink]]\nlabel = 'later door'\nclosed = 2\n");
        await().until(() -> count("later door tried") == 2);
        assertThat(state(agent, "outputs.sink")).isEqualTo(State.FAILING);
        await().until(() -> state(agent, "outputs.sink") == State.RUNNING);
        assertThat(count("later door opened")).isEqualTo(1);
        agent.stop();
    }

    @Test
    void processorIsLeftOut() throws Exception {
        Agent agent = TrialAgent.started("[[processors.broken]]\nstartup_error_behavior = 'ignore'\n"
                + "[[inputs.rows]]\nlabel = 'unprocessed'\n[[outputs.sink]]\nlabel = 'unprocessed out'\n");
        await().until(() -> count("unprocessed out written") > 0);
        assertThat(state(agent, "processors.broken")).isEqualTo(State.STOPPED);
        agent.stop();
    }

    @Test
    void processorEndsTheAgent() throws Exception {
        Agent agent = TrialAgent.started("[[processors.broken]]\nstartup_error_behavior = 'error'\n");
        assertThat(CompletableFuture.supplyAsync(() -> ended(agent)).get()).isTrue();
        agent.stop();
    }

    @Test
    void stagesThatHangAreWaitedForTogether() throws Exception {
        long began = System.nanoTime();
        Agent agent =
                TrialAgent.started("[[processors.hanging]]\n".repeat(4) + "[[outputs.sink]]\nlabel = 'patient'\n");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        agent.stop();
    }
}
