package io.heliograph.plugins.influxdb.listener;

import io.heliograph.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Decides by the header `Authorization` who may write. Secrets are compared as SHA-256 of both sides in constant time;
/// an unknown user takes the same path as a wrong password.
final class Gate {
    private final InfluxdbListenerConfig config;
    private final InstantSource clock;

    Gate(InfluxdbListenerConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }

    boolean admits(@Nullable String authorization) {
        String user = text(config.basicUsername());
        String password = text(config.basicPassword());
        String shared = text(config.tokenSharedSecret());
        if (!shared.isEmpty()) {
            String token = after("Bearer ", authorization);
            return token != null && new WebToken(token).isValid(shared, config.tokenUsername(), clock.instant());
        }
        if (user.isEmpty() && password.isEmpty()) {
            return true;
        }
        String given = after("Basic ", authorization);
        return given != null && isSame(decoded(given), (user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String after(String scheme, @Nullable String authorization) {
        boolean matches = authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
        return matches ? authorization.substring(scheme.length()).strip() : null;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static boolean isSame(byte[] given, byte[] wanted) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return MessageDigest.isEqual(sha.digest(given), sha.digest(wanted));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no SHA-256", missing);
        }
    }
}
