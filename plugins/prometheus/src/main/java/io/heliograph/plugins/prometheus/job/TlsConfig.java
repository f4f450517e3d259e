package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.PemSource;
import io.heliograph.plugins.common.tls.TlsSettings;
import io.heliograph.plugins.common.tls.TlsVersion;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS, with Prometheus' keys. Files are read again when they change.
public record TlsConfig(
        @Option(doc = "Certificates (PEM) of authorities to trust.") @Nullable
        String ca,

        @Option(doc = "The client's certificate (PEM).") @Nullable
        String cert,

        @Option(doc = "The client's private key (PEM).") @Nullable
        Secret key,

        @Option(
                doc = "File with the certificates of authorities to trust; without it, those of the Java runtime.",
                example = "/etc/heliograph/ca.pem")
        @Nullable
        Path caFile,

        @Option(doc = "File with the client's certificate.", example = "/etc/heliograph/cert.pem") @Nullable
        Path certFile,

        @Option(doc = "File with the client's private key.", example = "/etc/heliograph/key.pem") @Nullable
        Path keyFile,

        @Option(
                doc = "Name to ask for (SNI) and to find in the server's certificate, instead of the target's.",
                example = "node.example.org")
        @Nullable
        String serverName,

        @Option(doc = "Take any certificate: the connection is encrypted, but to whom is not known.")
        boolean insecureSkipVerify,

        @Option(doc = "Oldest version to speak.", defaultValue = "TLS12")
        TlsVersion minVersion,

        @Option(doc = "Newest version to speak.", defaultValue = "TLS13")
        TlsVersion maxVersion) {

    /// @throws InvalidOptionException for what is given twice, for one half of a pair, and for versions that exclude
    ///     each other
    public TlsConfig {
        once("ca_file", ca, caFile);
        once("cert_file", cert, certFile);
        once("key_file", key, keyFile);
        boolean certificate = cert != null || certFile != null;
        boolean secret = key != null || keyFile != null;
        if (certificate != secret) {
            throw new InvalidOptionException(
                    certificate ? "cert_file" : "key_file", "a certificate and its key are set together or not at all");
        }
        if (maxVersion.compareTo(minVersion) < 0) {
            throw new InvalidOptionException("max_version", "below min_version: " + maxVersion);
        }
    }

    private static void once(String key, @Nullable Object inline, @Nullable Object file) {
        if (inline != null && file != null) {
            throw new InvalidOptionException(key, "the same is set without _file as well");
        }
    }

    /// The same under other names.
    public TlsSettings settings() {
        return new TlsSettings(
                PemSource.of(caFile, ca == null ? null : Secret.of(ca)),
                PemSource.of(certFile, cert == null ? null : Secret.of(cert)),
                PemSource.of(keyFile, key),
                null,
                serverName,
                minVersion,
                maxVersion,
                List.of(),
                insecureSkipVerify);
    }
}
