package io.heliograph.core.config.docs;

import io.heliograph.api.Secret;
import java.util.List;
import java.util.Locale;

/// Masks texts that are no [Secret] by type and hold one all the same: passwords in URLs, and headers or free tables
/// with keys that say so.
final class Sensitive {
    private static final List<String> WORDS =
            List.of("password", "passwd", "secret", "token", "authorization", "cookie", "api-key", "api_key", "apikey");

    private Sensitive() {}

    static String masked(String key, String text) {
        String folded = key.toLowerCase(Locale.ROOT);
        for (String word : WORDS) {
            if (folded.contains(word) && !folded.endsWith("file") && !text.isEmpty()) {
                return Secret.MASK;
            }
        }
        return withoutPassword(text);
    }

    /// `tcp://ada:pw@host` becomes `tcp://ada:********@host`.
    private static String withoutPassword(String text) {
        int authority = text.indexOf("://") + 3;
        int end = authority < 3 ? -1 : text.indexOf('/', authority);
        int at = text.lastIndexOf('@', end < 0 ? text.length() : end);
        int colon = authority < 3 ? -1 : text.indexOf(':', authority);
        if (authority < 3 || at < 0 || colon < 0 || colon > at) {
            return text;
        }
        return text.substring(0, colon + 1) + Secret.MASK + text.substring(at);
    }
}
