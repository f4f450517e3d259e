package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.NoProxy;
import io.heliograph.plugins.common.http.Proxies;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which proxies requests go through, with Prometheus' keys.
public record ProxyOptions(
        @Option(doc = "A proxy to go through.", example = "http://proxy:3128") @Nullable
        URI proxyUrl,

        @Option(
                doc = "Hosts that are reached without the proxy: names, domains, addresses, CIDR ranges, with or"
                        + " without a port, separated by commas.",
                example = "localhost,10.0.0.0/8,.example.org")
        @Nullable
        String noProxy,

        @Option(doc = "Whether `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the environment say which proxy to use.")
        boolean proxyFromEnvironment,

        @Option(
                doc = "Headers that a proxy gets with a request for a tunnel (CONNECT).",
                example = "{ Proxy-Authorization = [\"Basic dTpw\"] }")
        Map<String, List<Secret>> proxyConnectHeader) {

    /// @throws InvalidOptionException for more than one choice of a proxy
    public ProxyOptions {
        proxyConnectHeader = Map.copyOf(proxyConnectHeader);
        try {
            Proxies.through(proxyUrl);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidOptionException("proxy_url", String.valueOf(wrong.getMessage()));
        }
        if (proxyFromEnvironment && proxyUrl != null) {
            throw new InvalidOptionException("proxy_from_environment", "proxy_url is set as well");
        }
        if (proxyFromEnvironment && noProxy != null) {
            throw new InvalidOptionException("proxy_from_environment", "no_proxy is set as well");
        }
        if (!proxyConnectHeader.isEmpty() && proxyUrl == null && !proxyFromEnvironment) {
            throw new InvalidOptionException("proxy_connect_header", "there is no proxy (try proxy_url)");
        }
    }

    /// The proxies.
    ///
    /// @param otherwise in the place of `proxy_url`, where that is not set; null for none
    public Proxies proxies(@Nullable URI otherwise) {
        Proxies proxies = proxyFromEnvironment
                ? Proxies.of(System.getenv())
                : Proxies.through(proxyUrl == null ? otherwise : proxyUrl);
        NoProxy exceptions = noProxy == null ? proxies.exceptions() : NoProxy.of(noProxy);
        return proxies.with(exceptions, proxyConnectHeader);
    }
}
