package io.heliograph.core.config.docs;

import java.util.ArrayList;
import java.util.List;

/// Breaks a text into lines.
final class Wrap {
    private Wrap() {}

    /// Lines of at most so many characters, but for longer words.
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
