package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heliograph.dist.Trial.Pace;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The power of the agent's disk is cut at random, and every push that was acknowledged before arrives all the
/// same. Its state is on an ext4 of its own, which `EXT4_IOC_SHUTDOWN` stops without a word to the journal; clients and
/// receivers are elsewhere.
///
/// Where that is not possible (no root, no loop devices) the agent is killed instead, and `target/proof/power_cuts.txt`
/// says so, as does the end of `dist/test`: then only the tests of the log alone cut its power, over a disk of their
/// own making.
///
/// `dist/proof/power_cuts` makes a long run of it, with `heliograph.cuts` and `heliograph.seed`.
class PowerCutIT {
    private static final int CUTS = Integer.getInteger("heliograph.cuts", 20);
    private static final int ROUND = 50;
    private static final long SEED = Long.getLong("heliograph.seed", System.nanoTime());

    /// The cursor is synced within a second, so as much may come again.
    private static final int SENT_AGAIN = 40 * Pace.BUSY.batch();

    private static final long SYNCED_WITHIN_MILLIS = 1000;

    /// The machine may be busy with other things.
    private static final long SLACK_MILLIS = 1000;

    private static final String GATHERING = """
            [[inputs.mock]]
              metric_name = "%s"
              interval = "100ms"
              [[inputs.mock.step]]
                name = "n"
                start = 0.0
                step = 1.0
            [[outputs.influxdb]]
              alias = "away"
              urls = ["http://127.0.0.1:%d"]
              skip_database_creation = true
            """;

    @FaultRow(51)
    void powerCutsLoseNoPushThatWasAcknowledged(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        String obstacle = LoopDisk.obstacle(folder);
        if (obstacle != null) {
            assertThat(run(folder, "kills, NO POWER CUTS (" + obstacle + ")", Trial.Blow::kill))
                    .isTrue();
            Files.writeString(Path.of("target", "proof", "no-power-cuts.txt"), obstacle + "\n");
            return;
        }
        try (LoopDisk disk = LoopDisk.make(folder)) {
            assertThat(run(folder, "power cuts", disk::failUnder))
                    .as("see above, seed %d", SEED)
                    .isTrue();
        }
    }

    /// With a receiver that is away, so that what is missing later was not on the disk.
    @FaultRow(51)
    void powerCutsCostASecondAtMostOfWhatIsGathered(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        String obstacle = LoopDisk.obstacle(folder);
        assumeTrue(obstacle == null, obstacle);
        try (LoopDisk disk = LoopDisk.make(folder);
                RememberingSink sink = RememberingSink.start()) {
            sink.answerWith(503);
            long cutMillis;
            try (RunningAgent agent = RunningAgent.start(folder, GATHERING.formatted("gathered", sink.port()))) {
                TimeUnit.SECONDS.sleep(4);
                cutMillis = System.currentTimeMillis();
                disk.failUnder(agent, new Acknowledged(0));
            }
            sink.answerWith(204);
            try (RunningAgent agent = RunningAgent.start(folder, GATHERING.formatted("later", sink.port()))) {
                await("later rows")
                        .atMost(RunningAgent.SOON)
                        .until(() -> !times(sink, "later").isEmpty());
                agent.assertBooksBalance();
            }
            List<Long> gathered = times(sink, "gathered");
            assertThat(gathered).hasSizeGreaterThan(10);
            assertThat(cutMillis - gathered.getLast())
                    .as("milliseconds missing")
                    .isLessThan(SYNCED_WITHIN_MILLIS + SLACK_MILLIS);
        }
    }

    /// Epoch milliseconds of the rows of a metric, in the order of their coming.
    private static List<Long> times(RememberingSink sink, String metric) {
        return sink.samples().stream()
                .filter(sample -> sample.series().equals(metric))
                .map(sample -> Long.parseLong(sample.time()) / 1_000_000)
                .toList();
    }

    private static boolean run(Path folder, String name, Trial.Blow blow) throws Exception {
        long start = System.nanoTime();
        System.out.println(CUTS + " " + name + ", seed " + SEED);
        boolean holds = true;
        try (Trial trial = new Trial(folder, Pace.BUSY, SEED, blow)) {
            for (int cut = 1; cut <= CUTS && holds; cut++) {
                trial.live();
                if (cut % ROUND == 0 || cut == CUTS) {
                    TrialReport report = trial.settle(cut);
                    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                    String title = cut + " " + name + " in " + seconds + " s, seed " + SEED;
                    holds = report.tell("power_cuts", title, SENT_AGAIN);
                }
            }
        }
        return holds;
    }
}
