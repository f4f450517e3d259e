package io.heliograph.api;

import java.nio.charset.StandardCharsets;

/// Bytes to parse: a part of an array, and where it came from. The array belongs to the giver and is used again after
/// the parse: a parser keeps copies, never the array.
///
/// @param array holds the bytes
/// @param offset of the first byte
/// @param length in bytes
/// @param origin a file's path or a URL, for messages
public record ByteSource(byte[] array, int offset, int length, String origin) {
    /// The whole array.
    public static ByteSource of(byte[] array, String origin) {
        return new ByteSource(array, 0, array.length, origin);
    }

    /// A text in UTF-8.
    public static ByteSource of(String text, String origin) {
        return of(text.getBytes(StandardCharsets.UTF_8), origin);
    }

    /// The index after the last byte.
    public int end() {
        return offset + length;
    }

    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return origin + " (" + length + " bytes)";
    }
}
