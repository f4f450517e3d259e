package io.heliograph.core.cli;

import io.heliograph.core.agent.Agent;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies the configuration anew at SIGHUP, and with `--watch-config` when its files have changed: a look each
/// second at their times and sizes, and a second of quiet before they are read, as editors write in steps. What
/// cannot be used is told, and the agent goes on as it was.
final class Reloading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final Application application;
    private final Supplier<@Nullable Configuration> load;
    private final List<Path> watched;
    private List<Path> read;
    private final boolean watches;
    private final Telemetry telemetry;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("reload").daemon().factory());
    private volatile boolean successful = true;
    private volatile long lastSuccess = Instant.now().getEpochSecond();
    private String applied = "";
    private String seen = "";

    /// Brings the agent to a configuration.
    @FunctionalInterface
    interface Application {
        Agent.Change apply(Configuration next) throws InterruptedException;
    }

    /// @param application is given every configuration that can be used
    /// @param load reads and checks the files; null where they cannot be used, which has been told
    /// @param watched files and directories
    /// @param present the configuration that is applied already; the files that it was read from are watched, too
    Reloading(
            Application application,
            Supplier<@Nullable Configuration> load,
            List<Path> watched,
            Configuration present,
            boolean watches,
            Telemetry telemetry) {
        this.application = application;
        this.load = load;
        this.watched = watched;
        this.read = present.files();
        this.watches = watches;
        this.telemetry = telemetry;
    }

    void start() {
        telemetry.gauge("heliograph_config_last_reload_successful", () -> successful ? 1 : 0);
        telemetry.gauge("heliograph_config_last_reload_success_timestamp_seconds", () -> lastSuccess);
        Signals.handle("HUP", () -> thread.execute(this::reload));
        if (watches) {
            applied = state();
            seen = applied;
            thread.scheduleWithFixedDelay(this::guardedLook, 1, 1, TimeUnit.SECONDS);
        }
    }

    /// The executor would never look again after a look that threw.
    private void guardedLook() {
        try {
            look();
        } catch (RuntimeException | Error problem) {
            LOG.error("cannot look at the configuration's files", problem);
        }
    }

    /// A reload that was asked for while the agent could not.
    void catchUp() {
        if (EarlyHangUp.came()) {
            thread.execute(this::reload);
        }
    }

    private void look() {
        String now = state();
        boolean quiet = now.equals(seen);
        seen = now;
        if (quiet && !now.equals(applied)) {
            applied = now;
            reload();
        }
    }

    private void reload() {
        LOG.info("reading the configuration again");
        boolean done = false;
        try {
            done = applyAnew();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error problem) { // a class that a plugin lacks, say
            LOG.error("reload failed", problem);
        }
        successful = done;
        lastSuccess = done ? Instant.now().getEpochSecond() : lastSuccess;
    }

    private boolean applyAnew() throws InterruptedException {
        Configuration next = load.get();
        if (next == null) {
            LOG.error("the configuration cannot be used, the agent goes on as it was");
            return false;
        }
        Agent.Change change = application.apply(next);
        watch(next.files());
        LOG.info("configuration applied: {}", change);
        return true;
    }

    /// A file that is read for the first time has not changed by that.
    private void watch(List<Path> files) {
        boolean same = files.equals(read);
        read = files;
        if (watches && !same) {
            applied = state();
            seen = applied;
        }
    }

    private String state() {
        StringBuilder state = new StringBuilder();
        for (Path file : files()) {
            try {
                state.append(file)
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append(' ')
                        .append(Files.size(file))
                        .append('\n');
            } catch (IOException gone) {
                state.append(file).append(" gone\n");
            }
        }
        return state.toString();
    }

    private Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : watched) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException | UncheckedIOException gone) {
                LOG.debug("{}: {}", path, gone.toString());
            }
        }
        files.addAll(read);
        return files;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
