package io.heliograph.core.format;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.series.SeriesState;

/// What a line of a series begins with: escaped name and tags, and a space.
///
/// As in Telegraf, a line break, tab, form feed or carriage return in a name is written as backslash and letter,
/// backslashes at the end of a tag are cut off, since no line could hold them, and a tag of which nothing remains is
/// left out.
final class LinePrefix {
    /// All serializers share one prefix, as none of their settings changes it.
    private static final Object OWNER = new Object();

    private LinePrefix() {}

    /// The bytes, which are kept with the series; none where the name is empty, or would make the line a comment.
    static byte[] of(Series series) {
        SeriesState state = SeriesState.of(series);
        if (state.answer(OWNER) instanceof byte[] known) {
            return known;
        }
        byte[] prefix = encode(series);
        state.answer(OWNER, prefix);
        return prefix;
    }

    private static byte[] encode(Series series) {
        ByteSink line = new ByteSink(128);
        putName(line, series.name(), false);
        if (line.size() == 0 || line.array()[0] == '#') {
            return new byte[0];
        }
        putTags(line, series.tags());
        line.put(' ');
        return bytes(line);
    }

    /// A field key with `=` behind it; none where no line could hold it.
    static byte[] ofField(String key) {
        ByteSink line = new ByteSink(key.length() + 8);
        putName(line, key, true);
        if (line.size() == 0) {
            return new byte[0];
        }
        line.put('=');
        return bytes(line);
    }

    private static byte[] bytes(ByteSink line) {
        byte[] bytes = new byte[line.size()];
        System.arraycopy(line.array(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    private static void putTags(ByteSink line, TagSet tags) {
        for (int tag = 0; tag < tags.size(); tag++) {
            int before = line.size();
            line.put(',');
            putName(line, tags.key(tag), true);
            int key = line.size() - before - 1;
            line.put('=');
            putName(line, tags.value(tag), true);
            if (key == 0 || line.size() == before + key + 2) {
                line.truncate(before);
            }
        }
    }

    private static void putName(ByteSink line, String name, boolean escapeEquals) {
        int before = line.size();
        int plain = 0;
        for (int at = 0; at < name.length(); at++) {
            int letter = escaped(name.charAt(at), escapeEquals);
            if (letter != 0) {
                line.putText(name.substring(plain, at));
                line.put('\\');
                line.put(letter);
                plain = at + 1;
            }
        }
        line.putText(name.substring(plain));
        cutBackslashes(line, before);
    }

    /// What stands behind the backslash, or 0 where there is none.
    private static int escaped(char c, boolean escapeEquals) {
        return switch (c) {
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            case ' ', ',' -> c;
            case '=' -> escapeEquals ? c : 0;
            default -> 0;
        };
    }

    private static void cutBackslashes(ByteSink line, int before) {
        int size = line.size();
        while (size > before && line.array()[size - 1] == '\\') {
            size--;
        }
        line.truncate(size);
    }
}
