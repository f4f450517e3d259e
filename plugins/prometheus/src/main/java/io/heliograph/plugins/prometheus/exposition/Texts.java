package io.heliograph.plugins.prometheus.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Makes strings of bytes. Equal ones made one after the other are mostly one object, so that the label values which
/// all series of a target share are kept once. Bounded: a slot holds the last string of its hash. Good for any
/// thread, as strings are safe to hand over without a lock.
final class Texts {
    private static final int SLOTS = 4096;
    private static final @Nullable String[] RECENT = new @Nullable String[SLOTS];

    private Texts() {}

    /// The text of bytes that are UTF-8 without escapes.
    ///
    /// @throws Fault for bytes that are not UTF-8
    static String of(byte[] bytes, int from, int to) throws Fault {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
            if (bytes[i] < 0) {
                return shared(decoded(bytes, from, to));
            }
        }
        int slot = slot(hash);
        String recent = RECENT[slot];
        if (recent != null && isText(recent, bytes, from, to)) {
            return recent;
        }
        String made = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        RECENT[slot] = made;
        return made;
    }

    /// A string equal to this one that others may have too.
    static String shared(String text) {
        int slot = slot(text.hashCode());
        String recent = RECENT[slot];
        if (text.equals(recent)) {
            return recent;
        }
        RECENT[slot] = text;
        return text;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }

    /// Whether these bytes are just the ASCII characters of a text.
    static boolean isText(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(byte[] bytes, int from, int to) throws Fault {
        try {
            ByteBuffer part = ByteBuffer.wrap(bytes, from, to - from);
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException broken) {
            throw new Fault(
                    from,
                    "not UTF-8: '" + new String(bytes, from, Math.min(to - from, 40), StandardCharsets.UTF_8) + "'");
        }
    }

    /// Checks that bytes are UTF-8.
    static void check(byte[] bytes, int from, int to) throws Fault {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                decoded(bytes, from, to);
                return;
            }
        }
    }

    /// The text of bytes where `\\`, `\"` and `\n` stand for one character; other escapes stay as they are.
    static String unescaped(byte[] bytes, int from, int to) throws Fault {
        return unescaped(bytes, from, to, true);
    }

    /// The text of bytes where `\\`, `\n` and perhaps `\"` stand for one character; other escapes stay as they are.
    static String unescaped(byte[] bytes, int from, int to, boolean quotes) throws Fault {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return shared(unescaped(decoded(bytes, from, to), quotes));
            }
        }
        return of(bytes, from, to);
    }

    private static String unescaped(String text, boolean quotes) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (next == '\\' || next == '"' && quotes || next == 'n') {
                plain.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
