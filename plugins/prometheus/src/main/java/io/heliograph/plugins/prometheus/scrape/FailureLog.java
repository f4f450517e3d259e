package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes failed scrapes to a file, a line of JSON each, as Prometheus' `scrape_failure_log_file`. The file is opened
/// for each line, so that it can be moved away. Good for any thread.
final class FailureLog {
    private final @Nullable Path file;
    private final String job;

    /// @param file to append to, or null for none
    FailureLog(@Nullable Path file, String job) {
        this.file = file;
        this.job = job;
    }

    void write(Instant time, String target, Throwable problem) throws IOException {
        if (file == null) {
            return;
        }
        StringBuilder line = new StringBuilder(256);
        line.append("{\"time\":\"").append(time).append("\",\"level\":\"ERROR\",\"msg\":");
        quote(String.valueOf(problem.getMessage()), line);
        line.append(",\"job_name\":");
        quote(job, line);
        line.append(",\"target\":");
        quote(target, line);
        byte[] bytes = line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
        append(file, bytes);
    }

    private synchronized void append(Path to, byte[] bytes) throws IOException {
        try {
            Files.write(to, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritten) {
            throw new IOException("scrape_failure_log_file: " + to + ": " + FileProblems.reason(unwritten), unwritten);
        }
    }

    private static void quote(String text, StringBuilder line) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ') {
                line.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
