package io.heliograph.plugins.common.tls;

import io.heliograph.plugins.common.renewal.Renewed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/// TLS for a listener. [#context] reads the certificate again when its files have changed, and the authorities of
/// clients once; [#present] looks after all of them.
public final class ServerTls {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ServerTlsOptions options;
    private final Path certificate;
    private final Path key;
    private final Renewed<SSLContext> present;

    /// @param options that turn TLS on
    public ServerTls(ServerTlsOptions options) {
        this.options = options;
        if (options.tlsCert() == null || options.tlsKey() == null) {
            throw new IllegalArgumentException("TLS is off: no tls_cert");
        }
        this.certificate = options.tlsCert();
        this.key = options.tlsKey();
        List<Path> files = new ArrayList<>(options.tlsAllowedCacerts());
        files.add(certificate);
        files.add(key);
        this.present = new Renewed<>(files, LOOK, this::read);
    }

    /// The listener's context.
    ///
    /// @throws IOException for a file that is missing or wrong, by its name
    public SSLContext context() throws IOException {
        KeyManager own = new RenewedIdentity(certificate, key, options.tlsKeyPwd());
        TrustManager[] trusted = options.checksClients() ? TlsFiles.trust(authorities()) : null;
        return TlsFiles.context(new KeyManager[] {own}, trusted);
    }

    /// The context for a new connection: another one within a second after any of the files has changed, unless the new
    /// ones are wrong.
    ///
    /// @throws IOException for a file that is missing or wrong from the beginning, by its name
    public SSLContext present() throws IOException {
        return present.present();
    }

    private SSLContext read() throws IOException {
        KeyManager[] own = TlsFiles.identity(PemSource.of(certificate), PemSource.of(key), options.tlsKeyPwd());
        return TlsFiles.context(own, options.checksClients() ? TlsFiles.trust(authorities()) : null);
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
