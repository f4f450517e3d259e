package io.heliograph.plugins.common.httpserver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Compares what a client gives with a secret, in a time that says nothing about either: SHA-256 of both sides, byte by
/// byte to the end. Keeps the digest only.
public final class SecretCheck {
    private final byte[] wanted;

    private SecretCheck(byte[] wanted) {
        this.wanted = wanted;
    }

    /// Of a token.
    public static SecretCheck ofToken(String token) {
        return new SecretCheck(digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    /// Of user and password, as basic authentication (RFC 7617) sends them.
    public static SecretCheck ofUser(String user, String password) {
        return ofToken(user + ":" + password);
    }

    /// Whether the header `Authorization` has the token behind a scheme (`Token`, `Bearer`).
    public boolean admitsToken(String scheme, @Nullable String authorization) {
        String given = credentials(scheme, authorization);
        return given != null && isWanted(given.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Whether the header `Authorization` has user and password. An unknown user takes as long as a wrong password.
    public boolean admitsBasic(@Nullable String authorization) {
        String given = credentials("Basic", authorization);
        return given != null && isWanted(decoded(given));
    }

    /// What stands behind the scheme in `Authorization`; null where that is another one.
    public static @Nullable String credentials(String scheme, @Nullable String authorization) {
        boolean matches = authorization != null
                && authorization.length() > scheme.length()
                && authorization.charAt(scheme.length()) == ' '
                && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
        return matches ? authorization.substring(scheme.length()).strip() : null;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private boolean isWanted(byte[] given) {
        return MessageDigest.isEqual(digest(given), wanted);
    }

    private static byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("no SHA-256", missing);
        }
    }
}
