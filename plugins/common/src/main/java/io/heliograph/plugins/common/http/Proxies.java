package io.heliograph.plugins.common.http;

import io.heliograph.api.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which requests go through which proxy.
///
/// @param http the proxy for `http`, or null
/// @param https the proxy for `https`, or null
/// @param exceptions what is reached without
/// @param connectHeaders what a proxy gets with a request for a tunnel
public record Proxies(
        @Nullable URI http, @Nullable URI https, NoProxy exceptions, Map<String, List<Secret>> connectHeaders) {
    /// None.
    public static final Proxies NONE = new Proxies(null, null, NoProxy.NONE, Map.of());

    /// @throws IllegalArgumentException for a proxy that is not spoken to with `http`
    public Proxies {
        check(http);
        check(https);
        connectHeaders = Map.copyOf(connectHeaders);
    }

    private static void check(@Nullable URI proxy) {
        if (proxy != null && Origin.of(proxy, null).tls()) {
            throw new IllegalArgumentException("not a proxy that is spoken to with http (try http://proxy:3128)");
        }
    }

    /// The same proxy for everything; null for none.
    public static Proxies through(@Nullable URI proxy) {
        return proxy == null ? NONE : new Proxies(proxy, proxy, NoProxy.NONE, Map.of());
    }

    /// As `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` say, in capital or small letters.
    ///
    /// @param environment of the process
    public static Proxies of(Map<String, String> environment) {
        return new Proxies(
                uri(variable(environment, "HTTP_PROXY")),
                uri(variable(environment, "HTTPS_PROXY")),
                NoProxy.of(variable(environment, "NO_PROXY")),
                Map.of());
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.get(name);
        String small = environment.get(name.toLowerCase(Locale.ROOT));
        return value != null && !value.isEmpty() ? value : small == null ? "" : small;
    }

    private static @Nullable URI uri(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return URI.create(text.contains("://") ? text : "http://" + text);
    }

    /// The same with exceptions and headers.
    public Proxies with(NoProxy all, Map<String, List<Secret>> headers) {
        return new Proxies(http, https, all, headers);
    }

    /// The proxy for an origin, or null.
    @Nullable
    URI of(Origin origin) {
        URI proxy = origin.tls() ? https : http;
        return proxy == null || origin.socket() != null || exceptions.has(origin.host(), origin.port()) ? null : proxy;
    }
}
