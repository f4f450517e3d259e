package io.heliograph.plugins.common.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/// TLS for a listener. The certificate is read again when its files have changed; the authorities of clients are read
/// once.
public final class ServerTls {
    private final ServerTlsOptions options;
    private final Path certificate;
    private final Path key;

    /// @param options that turn TLS on
    public ServerTls(ServerTlsOptions options) {
        this.options = options;
        if (options.tlsCert() == null || options.tlsKey() == null) {
            throw new IllegalArgumentException("TLS is off: no tls_cert");
        }
        this.certificate = options.tlsCert();
        this.key = options.tlsKey();
    }

    /// The listener's context.
    ///
    /// @throws IOException for a file that is missing or wrong, by its name
    public SSLContext context() throws IOException {
        KeyManager own = new RenewedIdentity(certificate, key, options.tlsKeyPwd());
        TrustManager[] trusted = options.checksClients() ? TlsFiles.trust(authorities()) : null;
        return TlsFiles.context(new KeyManager[] {own}, trusted);
    }

    private List<PemSource> authorities() {
        List<PemSource> sources = new ArrayList<>();
        for (Path file : options.tlsAllowedCacerts()) {
            sources.add(PemSource.of(file));
        }
        return sources;
    }

    /// Versions, suites, and whether clients must show a certificate.
    public SSLParameters parameters(SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(TlsVersion.between(options.tlsMinVersion(), options.tlsMaxVersion()));
        List<String> suites = options.tlsCipherSuites();
        if (!suites.isEmpty()) {
            parameters.setCipherSuites(suites.toArray(new String[0]));
        }
        parameters.setNeedClientAuth(options.checksClients());
        return parameters;
    }
}
