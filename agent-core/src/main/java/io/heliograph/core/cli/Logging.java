package io.heliograph.core.cli;

import io.heliograph.core.config.LogFormat;
import io.heliograph.core.config.LogSettings;
import io.heliograph.core.telemetry.Log;
import io.heliograph.core.telemetry.LogStyle;
import io.heliograph.core.telemetry.RotatingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.logging.Level;
import org.slf4j.LoggerFactory;

/// The log as `[agent]` and the flags want it.
final class Logging {
    private Logging() {}

    static void configure(Log log, LogSettings settings, RunFlags flags) {
        Level level = Level.INFO;
        if (flags.debug || settings.debug()) {
            level = Level.FINE;
        } else if (flags.quiet || settings.quiet()) {
            level = Level.SEVERE;
        }
        Path file = settings.logfile().isEmpty() ? null : Path.of(settings.logfile());
        boolean structured = settings.logformat() != LogFormat.TEXT;
        LogStyle style = new LogStyle(structured, settings.structuredLogMessageKey(), zone(settings.logWithTimezone()));
        RotatingFile.Rotation rotation = new RotatingFile.Rotation(
                settings.logfileRotationInterval(),
                settings.logfileRotationMaxSize().bytes(),
                settings.logfileRotationMaxArchives());
        try {
            log.configure(level, style, file, rotation);
        } catch (IOException problem) {
            LoggerFactory.getLogger("agent")
                    .error("logfile {}: {}; logging to standard error", file, problem.toString());
        }
    }

    private static ZoneId zone(String text) {
        if (text.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return text.equals("local") ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            LoggerFactory.getLogger("agent").error("log_with_timezone: no time zone '{}' (try Europe/Berlin)", text);
            return ZoneOffset.UTC;
        }
    }
}
