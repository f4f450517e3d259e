package io.heliograph.plugins.prometheus.scrape;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Reads a header `Content-Type` as Go's `mime.ParseMediaType` does, to tell what is broken from what is only unknown.
final class MediaType {
    private final String text;
    private int at;

    private MediaType(String text) {
        this.text = text;
    }

    /// Whether a header is well-formed.
    static boolean isSound(String header) {
        int semicolon = header.indexOf(';');
        String type = semicolon < 0 ? header : header.substring(0, semicolon);
        return isType(type.strip()) && new MediaType(semicolon < 0 ? "" : header.substring(semicolon)).areSound();
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
        Set<String> names = new HashSet<>();
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
            if (name.isEmpty() || !isNext('=') || !value() || !names.add(name)) {
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

    private boolean value() {
        skipBlanks();
        if (!isNext('"')) {
            return !token().isEmpty();
        }
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return isNext('"');
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
