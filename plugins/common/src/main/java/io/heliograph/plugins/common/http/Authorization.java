package io.heliograph.plugins.common.http;

import io.heliograph.api.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Values of the header `Authorization`.
public final class Authorization {
    /// The name of the header.
    public static final String HEADER = "Authorization";

    private Authorization() {}

    /// User and password (RFC 7617, in UTF-8).
    public static String basic(String user, Secret password) {
        return basic(user, password.reveal());
    }

    /// A token (RFC 6750).
    public static String bearer(Secret token) {
        return "Bearer " + token.reveal().strip();
    }

    /// What stands before the `@` of a URL, percent-decoded.
    static String ofUserInfo(String raw) {
        int colon = raw.indexOf(':');
        return colon < 0
                ? basic(decoded(raw), "")
                : basic(decoded(raw.substring(0, colon)), decoded(raw.substring(colon + 1)));
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
