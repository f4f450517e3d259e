package io.heliograph.plugins.redis;

import java.util.ArrayList;
import java.util.List;

/// A line of what `INFO` says: `name:value`.
///
/// @param section the title above it, without `# `
/// @param name before the first colon
/// @param value after it, without blanks around it
record InfoLine(String section, String name, String value) {
    /// The lines of a report. Lines of another shape are left out.
    static List<InfoLine> read(String report) {
        List<InfoLine> lines = new ArrayList<>();
        String section = "";
        int from = 0;
        while (from < report.length()) {
            int end = report.indexOf('\n', from);
            int to = end < 0 ? report.length() : end;
            if (report.charAt(from) == '#') {
                section = report.substring(from + 1, to).strip();
            } else {
                add(lines, section, report.substring(from, to));
            }
            from = to + 1;
        }
        return lines;
    }

    private static void add(List<InfoLine> lines, String section, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            lines.add(new InfoLine(
                    section, line.substring(0, colon), line.substring(colon + 1).strip()));
        }
    }
}
