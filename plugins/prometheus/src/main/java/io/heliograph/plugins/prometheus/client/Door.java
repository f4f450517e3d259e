package io.heliograph.plugins.prometheus.client;

import com.sun.net.httpserver.HttpExchange;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may scrape.
final class Door {
    static final int OPEN = 200;

    private final List<AddressRange> ranges = new ArrayList<>();
    private final byte @Nullable [] wanted;

    Door(PrometheusClientConfig config) {
        for (String range : config.ipRange()) {
            ranges.add(AddressRange.of(range));
        }
        String user = config.basicUsername();
        Secret password = config.basicPassword();
        this.wanted = user == null || password == null ? null : bytes(Authorization.basic(user, password));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// 200, or the status to answer with.
    int status(HttpExchange exchange) {
        if (!ranges.isEmpty() && !isNear(exchange)) {
            return 403;
        }
        String shown = exchange.getRequestHeaders().getFirst(Authorization.HEADER);
        boolean known = wanted == null || shown != null && MessageDigest.isEqual(wanted, bytes(shown));
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
