package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dist.Trial.Pace;
import io.heliograph.testkit.faults.Fault;
import io.heliograph.testkit.faults.FaultProxy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Hours of faults, one every half minute. Three of the four receivers have their weaknesses all the time; the
/// healthy one is behind a proxy, which does to it what networks do. The process is stopped, reloaded, killed; its disk
/// fills up and loses its power.
///
/// What ends the process happens in the first fifth. The life after that is long, and shows whether heap, descriptors
/// and threads grow. No test of a build: `dist/proof/soak` runs it, for `heliograph.minutes`.
class SoakProof {
    private static final Duration TOTAL = Duration.ofMinutes(Integer.getInteger("heliograph.minutes", 480));
    private static final long SEED = Long.getLong("heliograph.seed", System.nanoTime());
    private static final long EVERY_MILLIS = 30_000;
    private static final long HOLDS_MILLIS = 12_000;
    private static final int KINDS = 7; // three of the network, and the disk as the last
    private static final int FAULTS_BETWEEN_RESTS = 4;
    private static final int SENT_AGAIN = 20 * Pace.STEADY.batch();
    private static final Fault[] OF_THE_NETWORK = {
        new Fault.BlackHole(0),
        new Fault.BlackHole(300),
        new Fault.Vanished(0),
        new Fault.Vanished(200),
        new Fault.Reset(0),
        new Fault.Reset(500),
        Fault.ANSWER_LOST,
        new Fault.AnswerCut(9),
        new Fault.Muted(0),
        new Fault.Slow(2000),
        new Fault.Delayed(Duration.ofMillis(300))
    };

    private final Random random = new Random(SEED);
    private final List<Integer> deck = new ArrayList<>();
    private final Growth growth = new Growth();
    private final long start = System.nanoTime();
    private int faults;
    private int ends;

    @Test
    void nothingIsLostAndNothingGrows(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        System.out.println("soak of " + TOTAL + ", seed " + SEED);
        String obstacle = LoopDisk.obstacle(folder);
        if (obstacle == null) {
            try (LoopDisk disk = LoopDisk.make(folder)) {
                assertThat(run(folder, disk)).as("see above, seed %d", SEED).isTrue();
            }
        } else {
            System.out.println("NO FAULTS OF THE DISK: " + obstacle);
            assertThat(run(folder, null)).as("see above, seed %d", SEED).isTrue();
        }
    }

    private boolean run(Path folder, @Nullable LoopDisk disk) throws Exception {
        boolean holds = true;
        try (Trial trial = new Trial(folder, Pace.STEADY, SEED, Trial.Blow::kill)) {
            trial.javaOptions(Growth.javaOptions());
            RunningAgent agent = trial.begin();
            while (holds && elapsed() < TOTAL.toNanos()) {
                long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
                boolean early = elapsed() < TOTAL.toNanos() / 5;
                agent = early && faults % 2 == 1 ? end(trial, agent, disk) : suffer(trial, agent, disk);
                faults++;
                if (faults % FAULTS_BETWEEN_RESTS == 0) {
                    holds = rest(trial, agent, early);
                }
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
            holds &= rest(trial, agent, false);
            agent.stop();
        }
        return holds & growth.tell(faults, ends);
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }

    /// Something that an agent survives.
    private RunningAgent suffer(Trial trial, RunningAgent agent, @Nullable LoopDisk disk) throws Exception {
        FaultProxy front = trial.front();
        switch (drawn(disk == null ? KINDS - 1 : KINDS)) {
            case 0 -> {
                say("the receiver refuses");
                front.refuse();
                hold();
                front.accept();
            }
            case 1 -> {
                say("stopped for a while");
                agent.signal("STOP");
                hold();
                agent.signal("CONT");
            }
            case 2 -> {
                say("reloads");
                for (int reload = 0; reload < 3; reload++) {
                    agent.signal("HUP");
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
                }
            }
            case KINDS - 1 -> fillUp(disk);
            default -> {
                Fault fault = OF_THE_NETWORK[random.nextInt(OF_THE_NETWORK.length)];
                say(fault.toString());
                front.now(fault);
                hold();
                front.now(Fault.NONE);
            }
        }
        return agent;
    }

    /// Each kind once before one comes again.
    private int drawn(int kinds) {
        if (deck.isEmpty()) {
            IntStream.range(0, kinds).forEach(deck::add);
            Collections.shuffle(deck, random);
        }
        return deck.removeLast();
    }

    private void fillUp(@Nullable LoopDisk disk) throws IOException, InterruptedException {
        if (disk == null) {
            return;
        }
        say("the disk is full");
        Path ballast = disk.mount().resolve("ballast");
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            hold();
        }
        Files.delete(ballast);
    }

    /// Something that it does not survive; the next one goes on.
    private RunningAgent end(Trial trial, RunningAgent agent, @Nullable LoopDisk disk) throws Exception {
        ends++;
        switch ((ends - 1) % (disk == null ? 2 : 3)) {
            case 0 -> {
                say("kill -9");
                trial.strike(agent);
            }
            case 1 -> {
                say("stop");
                agent.stop();
            }
            default -> {
                say("power cut");
                trial.strike(agent, disk::failUnder);
            }
        }
        RunningAgent next = trial.begin();
        growth.reset();
        return next;
    }

    private boolean rest(Trial trial, RunningAgent agent, boolean early) throws Exception {
        TrialReport report = trial.rest(agent, Math.max(1, faults));
        String title = "soak of " + Duration.ofNanos(elapsed()).toMinutes() + " min, " + faults + " faults, " + ends
                + " ends, seed " + SEED;
        boolean holds = report.tell("soak", title, SENT_AGAIN);
        if (!early) {
            growth.note(agent);
        }
        trial.goOn();
        return holds;
    }

    private void say(String fault) {
        System.out.printf("%6d s: %s%n", TimeUnit.NANOSECONDS.toSeconds(elapsed()), fault);
    }

    private static void hold() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(HOLDS_MILLIS);
    }
}
