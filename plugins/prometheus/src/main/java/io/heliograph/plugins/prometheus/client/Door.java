package io.heliograph.plugins.prometheus.client;

import com.sun.net.httpserver.HttpExchange;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may scrape.
final class Door {
    static final int OPEN = 200;

    private static final String SCHEME = "Basic ";

    private final List<AddressRange> ranges = new ArrayList<>();
    private final byte @Nullable [] wanted;

    Door(PrometheusClientConfig config) {
        for (String range : config.ipRange()) {
            ranges.add(AddressRange.of(range));
        }
        String user = config.basicUsername();
        Secret password = config.basicPassword();
        boolean locked = config.isLocked() && user != null && password != null;
        this.wanted = locked ? digest(Authorization.basic(user, password)) : null;
    }

    /// Digests are of one length, so that comparing them tells nothing about that of the password. The scheme may be
    /// written in any case.
    private static byte[] digest(String header) {
        boolean basic = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String text = basic ? SCHEME + header.substring(SCHEME.length()).strip() : header;
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("no SHA-256", missing);
        }
    }

    /// 200, or the status to answer with.
    int status(HttpExchange exchange) {
        if (!ranges.isEmpty() && !isNear(exchange)) {
            return 403;
        }
        String shown = exchange.getRequestHeaders().getFirst(Authorization.HEADER);
        boolean known = wanted == null || shown != null && MessageDigest.isEqual(wanted, digest(shown));
        return known ? OPEN : 401;
    }

    private boolean isNear(HttpExchange exchange) {
        for (AddressRange range : ranges) {
            if (range.contains(exchange.getRemoteAddress().getAddress())) {
                return true;
            }
        }
        return false;
    }
}
