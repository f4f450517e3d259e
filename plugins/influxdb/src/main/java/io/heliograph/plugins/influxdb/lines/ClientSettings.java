package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.common.http.LocalAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Options of the outputs in the form that the HTTP client takes.
public final class ClientSettings {
    private static final Duration UNLIMITED = Duration.ofHours(1);
    private static final Secret EMPTY = Secret.of("");

    private ClientSettings() {}

    /// The address to connect from, or null.
    public static @Nullable InetAddress localAddress(@Nullable String option) throws IOException {
        return option == null || option.isEmpty() ? null : LocalAddress.of(option);
    }

    /// The time for an exchange; zero means none.
    public static Duration timeout(Duration option) {
        return option.isZero() ? UNLIMITED : option;
    }

    /// What every request carries.
    public static Headers headers(String userAgent, Map<String, Secret> own) {
        Headers headers = Headers.NONE.with("User-Agent", userAgent).with("Content-Type", "text/plain; charset=utf-8");
        for (Map.Entry<String, Secret> header : own.entrySet()) {
            headers = headers.with(header.getKey(), header.getValue().reveal());
        }
        return headers;
    }

    /// The secret, or an empty one.
    public static Secret orEmpty(@Nullable Secret secret) {
        return secret == null ? EMPTY : secret;
    }
}
