package io.heliograph.core.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes of line protocol: their classes, their hash, and what escaped ones stand for.
final class LineBytes {
    private LineBytes() {}

    /// Whether a byte is a control character, none of which stands in a name.
    static boolean isControl(byte b) {
        return b >= 0 && b < ' ' || b == 0x7f;
    }

    /// Whether a backslash before this byte is taken away, in names.
    static boolean isEscapable(byte b) {
        return b == ' ' || b == ',' || b == '=';
    }

    /// The hash of all bytes of a name as they stand in the text, taken step by step as `31 * hash + b`.
    static int hash(byte[] name) {
        int hash = 0;
        for (byte b : name) {
            hash = 31 * hash + b;
        }
        return hash;
    }

    /// A name as text, without its escapes.
    ///
    /// @param measurement where `\=` keeps its backslash
    /// @throws CharacterCodingException where it is not UTF-8
    static String name(byte[] text, int from, int to, boolean measurement) throws CharacterCodingException {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            if (text[at] == '\\' && at + 1 < to && isEscapable(text[at + 1]) && !(measurement && text[at + 1] == '=')) {
                at++;
            }
            plain[length++] = text[at];
        }
        return utf8(plain, 0, length);
    }

    /// A text value without its escapes: `\"` and `\\`, all else stays as it is.
    ///
    /// @throws CharacterCodingException where it is not UTF-8
    static String text(byte[] text, int from, int to, boolean escaped) throws CharacterCodingException {
        if (!escaped) {
            return utf8(text, from, to - from);
        }
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            if (text[at] == '\\' && at + 1 < to && (text[at + 1] == '"' || text[at + 1] == '\\')) {
                at++;
            }
            plain[length++] = text[at];
        }
        return utf8(plain, 0, length);
    }

    private static String utf8(byte[] text, int from, int length) throws CharacterCodingException {
        for (int at = from; at < from + length; at++) {
            if (text[at] < 0) {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(text, from, length))
                        .toString();
            }
        }
        return new String(text, from, length, StandardCharsets.ISO_8859_1);
    }
}
