package io.heliograph.plugins.common.tls;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS; Telegraf's keys. Used with `@Inline`.
public record TlsOptions(
        @Option(
                doc = "File with the certificates (PEM) of authorities to trust; without it, those of the Java "
                        + "runtime.",
                example = "/etc/heliograph/ca.pem")
        @Nullable
        Path tlsCa,

        @Option(doc = "File with the client's certificate and its chain (PEM).", example = "/etc/heliograph/cert.pem")
        @Nullable
        Path tlsCert,

        @Option(
                doc = "File with the client's private key (PEM: PKCS#8, PKCS#1 or SEC 1).",
                example = "/etc/heliograph/key.pem")
        @Nullable
        Path tlsKey,

        @Option(doc = "Password of the private key, where it is encrypted.") @Nullable
        Secret tlsKeyPwd,

        @Option(
                doc = "Name to ask for (SNI) and to find in the server's certificate, instead of the URL's.",
                example = "db.example.org")
        @Nullable
        String tlsServerName,

        @Option(doc = "Oldest version to speak: `TLS12` or `TLS13`.", defaultValue = "TLS12")
        TlsVersion tlsMinVersion,

        @Option(
                doc = "Cipher suites to offer, by their IANA names; without any, those of the Java runtime.",
                example = "[\"TLS_AES_256_GCM_SHA384\"]")
        List<String> tlsCipherSuites,

        @Option(doc = "Take any certificate: the connection is encrypted, but to whom is not known.")
        boolean insecureSkipVerify) {

    /// Plain defaults.
    public static final TlsOptions NONE =
            new TlsOptions(null, null, null, null, null, TlsVersion.TLS12, List.of(), false);

    /// @throws InvalidOptionException for a certificate without its key, or a key without its certificate
    public TlsOptions {
        tlsCipherSuites = List.copyOf(tlsCipherSuites);
        if (tlsCert != null && tlsKey == null) {
            throw new InvalidOptionException("tls_cert", "the certificate '" + tlsCert + "' needs its key in tls_key");
        }
        if (tlsKey != null && tlsCert == null) {
            throw new InvalidOptionException("tls_key", "the key '" + tlsKey + "' needs its certificate in tls_cert");
        }
    }

    /// The same under other names.
    public TlsSettings settings() {
        return new TlsSettings(
                PemSource.of(tlsCa, null),
                PemSource.of(tlsCert, null),
                PemSource.of(tlsKey, null),
                tlsKeyPwd,
                tlsServerName,
                tlsMinVersion,
                TlsVersion.TLS13,
                tlsCipherSuites,
                insecureSkipVerify);
    }
}
