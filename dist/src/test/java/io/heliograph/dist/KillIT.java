package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dist.Trial.Pace;
import io.heliograph.testkit.faults.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The agent is killed at random, by `kill -9`, and what it acknowledged arrives all the same.
///
/// `dist/proof/kills` makes a long run of it: `heliograph.kills` says how many, `heliograph.seed` repeats a run as far
/// as the scheduler allows.
class KillIT {
    private static final int KILLS = Integer.getInteger("heliograph.kills", 50);
    private static final int ROUND = 50;
    private static final long SEED = Long.getLong("heliograph.seed", System.nanoTime());

    @FaultRow(50)
    void killsLoseNothingThatWasAcknowledged(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        long start = System.nanoTime();
        System.out.println(KILLS + " kills, seed " + SEED);
        boolean holds = true;
        try (Trial trial = new Trial(folder, Pace.BUSY, SEED, Trial.Blow::kill)) {
            for (int kill = 1; kill <= KILLS && holds; kill++) {
                trial.live();
                if (kill % ROUND == 0 || kill == KILLS) {
                    TrialReport report = trial.settle(kill);
                    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                    String title = kill + " kills in " + seconds + " s, seed " + SEED;
                    holds = report.tell("kills", title, Pace.BUSY.batch());
                }
            }
        }
        assertThat(holds).as("see above, seed %d", SEED).isTrue();
    }
}
