package io.heliograph.core.config;

import io.heliograph.api.DataSize;
import io.heliograph.api.Option;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The keys of `[agent]` about the log.
public record LogSettings(
        @Option(doc = "Whether to log what happens often.", defaultValue = "false")
        boolean debug,

        @Option(doc = "Whether to log failures only.", defaultValue = "false")
        boolean quiet,

        @Option(doc = "text, or structured for a JSON object on each line.", defaultValue = "text")
        LogFormat logformat,

        @Option(
                doc = "The file to log to; \"\" is standard error.",
                defaultValue = "\"\"",
                example = "/var/log/heliograph/heliograph.log")
        String logfile,

        @Option(
                doc = "Telegraf's older choice between file and standard error. Without meaning here: see `logfile`.",
                example = "file")
        @Nullable
        String logtarget,

        @Option(doc = "The key of the message in a structured log.", defaultValue = "msg")
        String structuredLogMessageKey,

        @Option(
                doc = "The time zone of the log's times; \"\" is UTC, `local` that of the machine.",
                defaultValue = "\"\"",
                example = "Europe/Berlin")
        String logWithTimezone,

        @Option(doc = "A new log file is begun after this time; 0s is never.", defaultValue = "0s")
        Duration logfileRotationInterval,

        @Option(doc = "A new log file is begun at this size; 0 is never.", defaultValue = "0", example = "10MB")
        DataSize logfileRotationMaxSize,

        @Option(doc = "How many old log files are kept; -1 is all.", defaultValue = "5")
        int logfileRotationMaxArchives) {}
