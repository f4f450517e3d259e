package io.heliograph.testkit.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What makes a row of line protocol the same row wherever it turns up, in the writing of the protocol: tags and fields
/// in the order of their keys.
///
/// @param series name and tags
/// @param fields with their values as they were written
/// @param time as it was written; empty where there is none
public record Sample(String series, String fields, String time) {
    /// Reads a line.
    ///
    /// @throws IllegalArgumentException where it is none
    public static Sample of(String line) {
        List<String> parts = split(line, ' ');
        if (parts.size() < 2 || parts.size() > 3) {
            throw new IllegalArgumentException("not a line: " + line);
        }
        List<String> series = split(parts.get(0), ',');
        List<String> fields = split(parts.get(1), ',');
        Collections.sort(series.subList(1, series.size()));
        Collections.sort(fields);
        return new Sample(String.join(",", series), String.join(",", fields), parts.size() == 2 ? "" : parts.get(2));
    }

    /// Splits where the mark is neither escaped nor within a text.
    private static List<String> split(String text, char mark) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == mark && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /// The line.
    @Override
    public String toString() {
        return time.isEmpty() ? series + ' ' + fields : series + ' ' + fields + ' ' + time;
    }
}
