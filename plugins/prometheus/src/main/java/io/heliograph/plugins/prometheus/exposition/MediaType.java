package io.heliograph.plugins.prometheus.exposition;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a header `Content-Type` as Go's `mime.ParseMediaType` does: whatever that refuses has no type.
final class MediaType {
    private final String type;
    private final String text;
    private final Map<String, String> parameters = new HashMap<>();
    private int at;

    private MediaType(String type, String text) {
        this.type = type;
        this.text = text;
    }

    /// The type of a header; null where it is not well-formed.
    static @Nullable MediaType of(String header) {
        int semicolon = header.indexOf(';');
        String type = (semicolon < 0 ? header : header.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        MediaType media = new MediaType(type, semicolon < 0 ? "" : header.substring(semicolon));
        return isType(type) && media.areSound() ? media : null;
    }

    /// Type and subtype, in lower case.
    String type() {
        return type;
    }

    /// The value of a parameter in lower case, or else a default.
    ///
    /// @param name in lower case
    String parameter(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise).toLowerCase(Locale.ROOT);
    }

    private static boolean isType(String type) {
        int slash = type.indexOf('/');
        if (slash < 0) {
            return isToken(type);
        }
        return isToken(type.substring(0, slash)) && isToken(type.substring(slash + 1));
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenPart(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isTokenPart(char c) {
        return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
    }

    /// Whether what follows the type are `; name=value` with different names; a last semicolon alone is allowed.
    private boolean areSound() {
        skipBlanks();
        while (at < text.length()) {
            if (text.charAt(at++) != ';') {
                return false;
            }
            skipBlanks();
            if (at == text.length()) {
                return true;
            }
            String name = token().toLowerCase(Locale.ROOT);
            skipBlanks();
            if (name.isEmpty() || !isNext('=')) {
                return false;
            }
            String value = value();
            if (value == null || parameters.putIfAbsent(name, value) != null) {
                return false;
            }
            skipBlanks();
        }
        return true;
    }

    private boolean isNext(char c) {
        boolean is = at < text.length() && text.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    private @Nullable String value() {
        skipBlanks();
        if (!isNext('"')) {
            String token = token();
            return token.isEmpty() ? null : token;
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
            value.append(text.charAt(at++));
        }
        return isNext('"') ? value.toString() : null;
    }

    private String token() {
        int from = at;
        while (at < text.length() && isTokenPart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
