package io.heliograph.core.telemetry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The log: one line per event, with level and plugin, to standard error or a file. A problem (warning or error) that
/// comes again and again is told once, and later how often.
///
/// Behind SLF4J is `java.util.logging`, which the JDK has anyway. Loggers are named after plugins, so that a plugin's
/// `log_level` is the level of its logger.
public final class Log extends Handler {
    // java.util.logging holds loggers weakly: a level is lost with its logger
    private static final Map<String, Logger> LEVELS = new ConcurrentHashMap<>();

    // what the virtual machine tells of itself in detail, at the end of the process too, is nobody's news
    private static final List<String> MACHINE = List.of("java", "javax", "jdk", "sun", "com.sun");

    private static final ScopedValue<Boolean> COUNTED = ScopedValue.newInstance();

    private final Repeats repeats = new Repeats();
    private volatile LogStyle style;
    private OutputStream out;

    private Log(LogStyle style, OutputStream out) {
        this.style = style;
        this.out = out;
    }

    /// Lets the log last until the process is gone. To be called before anything logs or names a class of
    /// `java.util.logging`'s manager, which is made at its first use; therefore the name here is a text.
    public static void outliveShutdown() {
        System.setProperty("java.util.logging.manager", "io.heliograph.core.telemetry.LastingLogs");
    }

    /// Takes over all logging of the process, to standard error.
    public static Log install(Level level) {
        LogManager.getLogManager().reset();
        Log log = new Log(LogStyle.TEXT, new FileOutputStream(FileDescriptor.err));
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        root.setLevel(level);
        for (String machine : MACHINE) {
            level(machine, Level.INFO);
        }
        return log;
    }

    /// Changes what lines look like and where they go.
    ///
    /// @param file null for standard error
    /// @throws IOException where the file cannot be opened; the log goes on as before
    public void configure(Level level, LogStyle newStyle, @Nullable Path file, RotatingFile.Rotation rotation)
            throws IOException {
        Logger.getLogger("").setLevel(level);
        style = newStyle;
        if (file != null) {
            OutputStream opened = new RotatingFile(file, rotation);
            synchronized (this) {
                out = opened;
            }
        }
    }

    /// Writes a line of which repeats are counted already by whoever writes it, so that it is told each time.
    public static void counted(Runnable line) {
        ScopedValue.where(COUNTED, true).run(line);
    }

    /// The level of one plugin.
    public static void level(String plugin, Level level) {
        LEVELS.computeIfAbsent(plugin, Logger::getLogger).setLevel(level);
    }

    @Override
    public synchronized void publish(LogRecord event) {
        if (event.getMessage() == null) {
            return;
        }
        String message = message(event);
        String repeated =
                isProblem(event) ? repeats.tell(String.valueOf(event.getLoggerName()), message, System.nanoTime()) : "";
        if (repeated == null) {
            return;
        }
        String line = style.line(
                event.getInstant(), event.getLevel(), String.valueOf(event.getLoggerName()), message + repeated);
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException lost) {
            // there is nowhere to tell it
        }
    }

    private static boolean isProblem(LogRecord event) {
        return event.getLevel().intValue() >= Level.WARNING.intValue() && !COUNTED.isBound();
    }

    private static String message(LogRecord event) {
        Throwable thrown = event.getThrown();
        return thrown == null ? event.getMessage() : event.getMessage() + ": " + trace(thrown);
    }

    private static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, 12); i++) {
            text.append(" < ").append(frames[i]);
        }
        Throwable cause = thrown.getCause();
        return cause == null || cause == thrown
                ? text.toString()
                : text.append("; cause: ").append(trace(cause)).toString();
    }

    @Override
    public void flush() {}

    @Override
    public synchronized void close() {
        try {
            out.flush();
        } catch (IOException lost) {
            // there is nowhere to tell it
        }
    }
}
