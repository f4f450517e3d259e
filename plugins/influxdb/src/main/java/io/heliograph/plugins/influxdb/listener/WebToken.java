package io.heliograph.plugins.influxdb.listener;

import io.heliograph.plugins.common.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A JSON web token (RFC 7519) that is signed with a shared secret.
///
/// @param text header, claims and signature, in base64, with dots between
record WebToken(String text) {
    /// Whether it is signed with the secret, names the user, and its time (`nbf`, `exp` where there) is now.
    ///
    /// @param user what the claim `username` must be; null for anything
    boolean isValid(String secret, @Nullable String user, Instant now) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            String claims = decoded(parts[1]);
            boolean names = user == null || user.equals(JsonText.text(claims, "username"));
            return isSigned(parts, secret) && isNow(claims, now) && names;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isSigned(String[] parts, String secret) {
        String algorithm = JsonText.text(decoded(parts[0]), "alg");
        // the name is checked, since a token may claim to need no signature
        if (algorithm == null || !algorithm.matches("HS(256|384|512)")) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            byte[] wanted = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(wanted, Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(algorithm + " is not there", missing);
        }
    }

    private static boolean isNow(String claims, Instant now) {
        Double end = JsonText.number(claims, "exp");
        Double start = JsonText.number(claims, "nbf");
        long seconds = now.getEpochSecond();
        return (end == null || seconds < end) && (start == null || seconds >= start);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
