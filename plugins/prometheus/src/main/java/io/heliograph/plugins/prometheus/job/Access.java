package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
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
                        + " machine, are never connected to, and discovered targets with `__unix_socket__` are refused. For"
                        + " discoveries that others may write to.")
        boolean avoidLinkLocal,

        @Option(
                doc = "Accepted for Prometheus' sake and without effect: requests go over HTTP/1.1.",
                defaultValue = "true")
        boolean enableHttp2,

        @Inline ProxyOptions proxy,
        @Inline SignIn signIn,

        @Option(doc = "TLS, in place of the keys `tls_…` and `insecure_skip_verify`.") @Nullable
        TlsConfig tlsConfig) {}
