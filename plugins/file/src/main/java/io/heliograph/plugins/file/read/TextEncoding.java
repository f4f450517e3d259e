package io.heliograph.plugins.file.read;

import io.heliograph.api.InvalidOptionException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The character encoding of a text, to be turned into UTF-8.
///
/// @param charset null where bytes stay as they are
record TextEncoding(@Nullable Charset charset) {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /// @throws InvalidOptionException for an unknown name
    static TextEncoding of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "none" -> new TextEncoding(null);
            case "utf-8" -> new TextEncoding(StandardCharsets.UTF_8);
            case "utf-16le" -> new TextEncoding(StandardCharsets.UTF_16LE);
            case "utf-16be" -> new TextEncoding(StandardCharsets.UTF_16BE);
            default ->
                throw new InvalidOptionException(
                        "character_encoding",
                        "not a known encoding: '" + name + "' (one of utf-8, utf-16le, utf-16be, or empty)");
        };
    }

    /// The text in UTF-8, without a byte order mark.
    byte[] toUtf8(byte[] bytes) {
        if (charset == null) {
            return bytes;
        }
        String text = new String(bytes, charset);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return (marked ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8);
    }
}
