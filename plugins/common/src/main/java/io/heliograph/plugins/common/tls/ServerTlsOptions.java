package io.heliograph.plugins.common.tls;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a listener speaks TLS; Telegraf's keys. Used with `@Inline`.
public record ServerTlsOptions(
        @Option(
                doc = "File with the listener's certificate and its chain (PEM). With it the listener speaks TLS "
                        + "only.",
                example = "/etc/heliograph/cert.pem")
        @Nullable
        Path tlsCert,

        @Option(
                doc = "File with the listener's private key (PEM: PKCS#8, PKCS#1 or SEC 1).",
                example = "/etc/heliograph/key.pem")
        @Nullable
        Path tlsKey,

        @Option(doc = "Password of the private key, where it is encrypted.") @Nullable
        Secret tlsKeyPwd,

        @Option(
                doc = "Files with certificates (PEM) of authorities; a client must then show a certificate of one "
                        + "of them.",
                example = "[\"/etc/heliograph/clients.pem\"]")
        List<Path> tlsAllowedCacerts,

        @Option(doc = "Oldest version to speak: `TLS12` or `TLS13`.", defaultValue = "TLS12")
        TlsVersion tlsMinVersion,

        @Option(doc = "Newest version to speak: `TLS12` or `TLS13`.", defaultValue = "TLS13")
        TlsVersion tlsMaxVersion,

        @Option(
                doc = "Cipher suites to take, by their IANA names; without any, those of the Java runtime.",
                example = "[\"TLS_AES_256_GCM_SHA384\"]")
        List<String> tlsCipherSuites) {

    /// No TLS.
    public static final ServerTlsOptions NONE =
            new ServerTlsOptions(null, null, null, List.of(), TlsVersion.TLS12, TlsVersion.TLS13, List.of());

    /// @throws InvalidOptionException for a certificate without its key and the like: an option that would be without
    ///     effect
    public ServerTlsOptions {
        tlsAllowedCacerts = List.copyOf(tlsAllowedCacerts);
        tlsCipherSuites = List.copyOf(tlsCipherSuites);
        if (tlsCert != null && tlsKey == null) {
            throw new InvalidOptionException("tls_cert", "the certificate '" + tlsCert + "' needs its key in tls_key");
        }
        if (tlsKey != null && tlsCert == null) {
            throw new InvalidOptionException("tls_key", "the key '" + tlsKey + "' needs its certificate in tls_cert");
        }
        if (tlsCert == null && !tlsAllowedCacerts.isEmpty()) {
            throw new InvalidOptionException(
                    "tls_allowed_cacerts", "clients cannot be checked without TLS: set " + "tls_cert too");
        }
        if (tlsMinVersion.compareTo(tlsMaxVersion) > 0) {
            throw new InvalidOptionException(
                    "tls_min_version", tlsMinVersion + " is newer than tls_max_version " + "" + tlsMaxVersion);
        }
    }

    /// Whether the listener speaks TLS.
    public boolean isOn() {
        return tlsCert != null;
    }

    /// Whether clients must show a certificate.
    public boolean checksClients() {
        return !tlsAllowedCacerts.isEmpty();
    }
}
