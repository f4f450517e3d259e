package io.heliograph.core.config;

import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Hashes of tables. The order of keys, places and comments do not count.
final class Fingerprint {
    private Fingerprint() {}

    /// 64 hexadecimal digits for a name and a table.
    static String of(String name, TomlTable table) {
        StringBuilder text = new StringBuilder(name);
        append(text, table);
        return of(text.toString());
    }

    /// 64 hexadecimal digits for a text.
    static String of(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void append(StringBuilder text, TomlValue value) {
        switch (value) {
            case TomlTable table -> appendTable(text, table);
            case TomlList list -> {
                text.append('[');
                for (TomlValue item : list.values()) {
                    append(text, item);
                    text.append(',');
                }
                text.append(']');
            }
            case TomlScalar(String string, var ignored) -> appendText(text, string);
            case TomlScalar(Object plain, var ignored) -> text.append(plain);
        }
    }

    private static void appendTable(StringBuilder text, TomlTable table) {
        text.append('{');
        for (Map.Entry<String, TomlValue> entry : new TreeMap<>(table.entries()).entrySet()) {
            appendText(text, entry.getKey());
            text.append('=');
            append(text, entry.getValue());
            text.append(';');
        }
        text.append('}');
    }

    /// With its length before it, so that no text can look like the end of another.
    private static void appendText(StringBuilder text, String string) {
        text.append(string.length()).append(':').append(string);
    }
}
