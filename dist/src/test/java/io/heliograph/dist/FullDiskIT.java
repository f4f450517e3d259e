package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The disk below the state directory is full, or may not be written, and then may again. Nothing that was
/// acknowledged is lost, the agent lives on, and it takes rows again within seconds. Needs root, for a file system of
/// its own; `-Dheliograph.hold=60` holds the state for as many seconds.
@Timeout(300)
class FullDiskIT {
    private static final int HOLD_SECONDS = Integer.getInteger("heliograph.hold", 3);
    private static final Duration SOON_AGAIN = Duration.ofSeconds(6); // five, and a poll

    @TempDir
    Path folder;

    private final Pushes pushes = new Pushes();

    private String plugins(int sink) {
        return """
                  buffer_when_full = "reject"
                  buffer_min_free_disk = "1MiB"
                """ + pushes.plugins(sink);
    }

    private void pushUntilRefused() throws IOException {
        int refused = 0;
        for (int push = 0; push < 1000 && refused < 3; push++) {
            refused = pushes.push(2000) == 204 ? 0 : refused + 1;
        }
        assertThat(pushes.push(1)).isIn(429, 503);
    }

    private void assertTakesRowsAgain() {
        await("acknowledged again").atMost(SOON_AGAIN).until(() -> pushes.push(10) == 204);
    }

    private void assertNothingIsLost(RunningAgent agent, int away) throws Exception {
        try (RememberingSink sink = RememberingSink.start(away)) {
            pushes.assertAllArrive(sink);
            agent.assertBooksBalance();
            await("ready").atMost(RunningAgent.SOON).until(() -> Web.status(agent.address("/ready")) == 200);
            agent.stop();
        }
    }

    @FaultRow(46)
    void aFullDiskThatIsFreedAgain() throws Exception {
        int away = RunningAgent.freePort();
        try (SmallDisk disk = SmallDisk.mounted(folder.resolve("state"), 64);
                RunningAgent agent = RunningAgent.start(folder, plugins(away))) {
            pushes.awaitListener();
            pushes.pushed(100);
            Path ballast = disk.fill(5 << 20);
            pushUntilRefused();
            for (int second = 0; second < HOLD_SECONDS; second++) {
                Thread.sleep(1000);
                assertThat(pushes.push(1)).isIn(429, 503);
                assertThat(agent.isAlive()).isTrue();
            }
            Files.delete(ballast);
            assertTakesRowsAgain();
            assertNothingIsLost(agent, away);
        }
    }

    @FaultRow(47)
    void aDiskThatMayNotBeWrittenForATime() throws Exception {
        int away = RunningAgent.freePort();
        try (SmallDisk disk = SmallDisk.mounted(folder.resolve("state"), 64)) {
            disk.mayBeWritten(false);
            runUntilItMayBeWritten(disk, away);
        }
    }

    private void runUntilItMayBeWritten(SmallDisk disk, int away) throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder, plugins(away))) {
            pushes.awaitListener();
            assertThat(pushes.push(1)).isIn(429, 503);
            assertThat(Web.status(agent.address("/ready"))).isEqualTo(503);
            Thread.sleep(HOLD_SECONDS * 1000L);
            assertThat(pushes.push(1)).isIn(429, 503);
            disk.mayBeWritten(true);
            assertTakesRowsAgain();
            pushes.pushed(1000);
            assertNothingIsLost(agent, away);
        }
    }
}
