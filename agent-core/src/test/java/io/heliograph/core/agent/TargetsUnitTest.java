package io.heliograph.core.agent;

import static io.heliograph.core.agent.TrialPlugins.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.core.telemetry.PluginHealth.State;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TargetsUnitTest {
    private static final String WISHES = "[[discovery.wish]]\nid = 'w'\n";

    private static Agent started(String label, String more) throws Exception {
        Agent agent = TrialAgent.started(WISHES + "[[inputs.aims]]\nlabel = '" + label
                + "'\ndiscovery = ['w']\ngather_timeout = '200ms'\n" + more + "[[outputs.sink]]\nlabel = '" + label
                + " out'\n");
        await().until(() -> count(label + " asked") > 0);
        return agent;
    }

    @Test
    void targetThatComesBackWaitsForItsFormerSelf() throws Exception {
        CountDownLatch held = TrialTargets.hold("back:1");
        Agent agent = started("back", "");
        TrialTargets.find("back:1");
        await().until(() -> count("back:1 began") == 1);
        TrialTargets.sink().remove("back:1");
        await().until(() -> agent.status().targets().isEmpty());
        await().until(() -> count("back:1 interrupted") > 0); // it is watched still
        TrialTargets.find("back:1");
        await().until(() -> state(agent) == State.STUCK);
        assertThat(count("back:1 began")).isEqualTo(1);
        held.countDown();
        await().until(() -> count("back:1 ended") > 2);
        assertThat(count("back:1 made")).as("it goes on as its former self").isEqualTo(1);
        await().until(() -> state(agent) == State.RUNNING);
        agent.stop();
    }

    @Test
    void manyChangesAreOneQuestion() throws Exception {
        Agent agent = started("many", "");
        for (int target = 0; target < 2000; target++) {
            TrialTargets.find("many:" + target);
        }
        await().until(() -> agent.status().targets().size() == 2000);
        assertThat(count("many asked")).isLessThan(50);
        agent.stop();
    }

    @Test
    void errorsAtOpeningAreSurvived() throws Exception {
        Agent agent = started("erring", "errors = 1\n");
        assertThat(count("erring tried")).isEqualTo(2);
        agent.stop();
    }

    private static State state(Agent agent) {
        return agent.status().plugins().stream()
                .filter(status -> status.name().equals("inputs.aims"))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
