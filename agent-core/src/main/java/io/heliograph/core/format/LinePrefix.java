package io.heliograph.core.format;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Overlay;
import io.heliograph.api.Tag;
import io.heliograph.api.TagSet;
import org.jspecify.annotations.Nullable;

/// What a line of a series begins with: escaped name and tags, and a space.
///
/// Nothing is kept with a series, as of many there is one only: a tag's bytes are kept with the tag, which many series
/// have, and those of the latest names in a table. The tags of a series and those of its target are merged as they are
/// written.
///
/// As in Telegraf, a line break, tab, form feed or carriage return in a name is written as backslash and letter,
/// backslashes at the end of a tag are cut off, since no line could hold them, and a tag of which nothing remains is
/// left out.
final class LinePrefix {
    private static final int SLOTS = 1024;
    private static final @Nullable Name[] RECENT = new @Nullable Name[SLOTS]; // races lose a name, made again

    private record Name(String text, byte[] bytes) {}

    private LinePrefix() {}

    /// An escaped name; empty where it is empty, or would make the line a comment.
    static byte[] name(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        Name recent = RECENT[slot];
        if (recent == null || !recent.text.equals(text)) {
            recent = new Name(text, encoded(text));
            RECENT[slot] = recent;
        }
        return recent.bytes;
    }

    private static byte[] encoded(String name) {
        ByteSink line = new ByteSink(name.length() + 8);
        putName(line, name, false);
        return line.size() == 0 || line.array()[0] == '#' ? new byte[0] : bytes(line);
    }

    /// Writes the name, the tags of a series and of its target in their order, and a space.
    static void put(ByteSink line, byte[] name, TagSet own, @Nullable Overlay target) {
        line.put(name);
        if (target == null) {
            put(line, own, 0);
        } else {
            merge(line, own, target.tags());
        }
        line.put(' ');
    }

    private static void put(ByteSink line, TagSet tags, int from) {
        for (int at = from; at < tags.size(); at++) {
            line.put(text(tags.tag(at)));
        }
    }

    private static void merge(ByteSink line, TagSet own, TagSet under) {
        int next = 0;
        for (int at = 0; at < own.size(); at++) {
            Tag tag = own.tag(at);
            int order = next < under.size() ? under.tag(next).compareKey(tag) : 1;
            while (order < 0) {
                line.put(text(under.tag(next++)));
                order = next < under.size() ? under.tag(next).compareKey(tag) : 1;
            }
            next += order == 0 ? 1 : 0;
            line.put(text(tag));
        }
        put(line, under, next);
    }

    private static byte[] text(Tag tag) {
        if (tag.attachment() instanceof byte[] known) {
            return known;
        }
        byte[] made = encoded(tag);
        tag.attach(made);
        return made;
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

    private static byte[] encoded(Tag tag) {
        ByteSink line = new ByteSink(tag.key().length() + tag.value().length() + 8);
        line.put(',');
        putName(line, tag.key(), true);
        int key = line.size() - 1;
        line.put('=');
        putName(line, tag.value(), true);
        return key == 0 || line.size() == key + 2 ? new byte[0] : bytes(line);
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
