package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How targets are reached and who scrapes them: Prometheus' keys beside Telegraf's.
public record Access(
        @Option(
                doc = "Whether redirects are followed: `true` to wherever they lead, `false` never. Without it, to"
                        + " the same host alone. Credentials and headers of this configuration do not go to another"
                        + " host.",
                example = "true")
        @Nullable
        Boolean followRedirects,

        @Option(
                doc = "Whether link-local addresses, such as 169.254.169.254, where clouds serve the credentials of a"
                        + " machine, are never connected to. For discoveries that others may write to.")
        boolean avoidLinkLocal,

        @Option(
                doc = "Accepted for Prometheus' sake and without effect: requests go over HTTP/1.1.",
                defaultValue = "true")
        boolean enableHttp2,

        @Option(doc = "A proxy to go through, in place of `http_proxy_url`.", example = "http://proxy:3128") @Nullable
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
        Map<String, List<Secret>> proxyConnectHeader,

        @Option(doc = "Basic authentication.") @Nullable BasicAuth basicAuth,

        @Option(doc = "A header `Authorization` of another type.") @Nullable
        Authorization authorization,

        @Option(doc = "A token that an OAuth 2.0 server gives for client credentials.") @Nullable
        OAuth2 oauth2,

        @Option(doc = "TLS, in place of the keys `tls_…` and `insecure_skip_verify`.") @Nullable
        TlsConfig tlsConfig) {

    /// @throws InvalidOptionException for more than one way of authentication or choice of a proxy
    public Access {
        proxyConnectHeader = Map.copyOf(proxyConnectHeader);
        if (authorization != null && (basicAuth != null || oauth2 != null)) {
            throw new InvalidOptionException(
                    "authorization", "only one of basic_auth, authorization and oauth2 can be");
        }
        if (basicAuth != null && oauth2 != null) {
            throw new InvalidOptionException("oauth2", "only one of basic_auth, authorization and oauth2 can be");
        }
        checkProxies(proxyUrl, noProxy, proxyFromEnvironment, !proxyConnectHeader.isEmpty());
    }

    static void checkProxies(@Nullable URI proxy, @Nullable String noProxy, boolean environment, boolean connects) {
        if (environment && proxy != null) {
            throw new InvalidOptionException("proxy_from_environment", "proxy_url is set as well");
        }
        if (environment && noProxy != null) {
            throw new InvalidOptionException("proxy_from_environment", "no_proxy is set as well");
        }
        if (connects && proxy == null && !environment) {
            throw new InvalidOptionException("proxy_connect_header", "there is no proxy (try proxy_url)");
        }
    }

    /// The way of authentication that is set, or null.
    public @Nullable String authentication() {
        if (basicAuth != null) {
            return "basic_auth";
        }
        return authorization != null ? "authorization" : oauth2 != null ? "oauth2" : null;
    }
}
