package io.heliograph.plugins.host.diskio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text with properties in it: `$DM_VG_NAME/${DM_LV_NAME}`.
///
/// @param parts texts at even places, names of properties at odd ones
record NameTemplate(List<String> parts) {
    static NameTemplate parse(String template) {
        List<String> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int end = endOfName(template, at);
            if (end < 0) {
                text.append(template.charAt(at++));
            } else {
                parts.add(text.toString());
                parts.add(template.substring(at + 1, end).replace("{", "").replace("}", ""));
                text.setLength(0);
                at = end;
            }
        }
        parts.add(text.toString());
        return new NameTemplate(List.copyOf(parts));
    }

    /// Where a property that starts here ends; -1 where none does.
    private static int endOfName(String template, int at) {
        if (template.charAt(at) != '$') {
            return -1;
        }
        boolean braces = template.startsWith("${", at);
        int from = at + (braces ? 2 : 1);
        int end = from;
        while (end < template.length() && isWord(template.charAt(end))) {
            end++;
        }
        if (end == from || braces && !template.startsWith("}", end)) {
            return -1;
        }
        return braces ? end + 1 : end;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /// @return null where a property is unknown
    @Nullable
    String fill(Map<String, String> properties) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = i % 2 == 0 ? parts.get(i) : properties.get(parts.get(i));
            if (part == null) {
                return null;
            }
            name.append(part);
        }
        return name.toString();
    }
}
