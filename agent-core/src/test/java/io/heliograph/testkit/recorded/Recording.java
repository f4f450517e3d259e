package io.heliograph.testkit.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Requests and the answer to each, in a file that a person can read and write:
///
/// ```
/// # a comment, before the first request
/// > INFO ALL
/// $
/// # Server
/// redis_version:7.0.15
/// > GET counter
/// :17
/// ```
///
/// A line that starts with `> ` is a request; what follows up to the next one is its answer, whose form each server
/// knows. Requests are compared without regard to case, and to how many blanks stand between words.
final class Recording {
    private final Map<String, List<String>> answers = new LinkedHashMap<>();

    private Recording() {}

    static Recording read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static Recording parse(String text) {
        Recording recording = new Recording();
        List<String> answer = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (line.startsWith("> ")) {
                answer = new ArrayList<>();
                recording.answers.put(canonical(line.substring(2)), answer);
            } else {
                answer.add(line);
            }
        }
        return recording;
    }

    /// The lines of an answer; null for a request that was not recorded.
    @Nullable
    List<String> answer(String request) {
        return answers.get(canonical(request));
    }

    private static String canonical(String request) {
        return request.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
