package io.heliograph.plugins.common.tls;

import io.heliograph.plugins.common.renewal.Renewed;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS for a client. Files are read when the first connection is made, and again when one of them has changed, so that
/// a renewed certificate needs no restart; files that are wrong then leave the ones before in use. Good for any thread.
public final class ClientTls {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final TlsSettings settings;
    private final Renewed<SSLContext> context;

    /// Reads nothing yet.
    public ClientTls(TlsOptions options) {
        this(options.settings());
    }

    /// Reads nothing yet.
    public ClientTls(TlsSettings settings) {
        this.settings = settings;
        List<@Nullable Path> files =
                Arrays.asList(file(settings.authorities()), file(settings.certificate()), file(settings.key()));
        this.context = new Renewed<>(files, LOOK, () -> TlsFiles.context(identity(), trusted()));
    }

    private static @Nullable Path file(@Nullable PemSource source) {
        return source == null ? null : source.file();
    }

    /// The context for new connections; another one within a second of a change of the files, whereupon connections
    /// that were made with the one before are outdated.
    ///
    /// @throws IOException for a file that is missing or wrong from the beginning, by its name
    public SSLContext context() throws IOException {
        return context.present();
    }

    private KeyManager @Nullable [] identity() throws IOException {
        PemSource certificate = settings.certificate();
        PemSource key = settings.key();
        return certificate == null || key == null ? null : TlsFiles.identity(certificate, key, settings.keyPassword());
    }

    private TrustManager @Nullable [] trusted() throws IOException {
        if (settings.trustsAll()) {
            return new TrustManager[] {new TrustAll()};
        }
        return settings.authorities() == null ? null : TlsFiles.trust(List.of(settings.authorities()));
    }

    /// Puts TLS over a connected socket; the handshake is up to the caller. The server's name is checked unless any
    /// certificate is taken.
    public SSLSocket wrap(Socket plain, String host, int port) throws IOException {
        return wrap(context(), plain, host, port);
    }

    /// The same with a context that was asked for before.
    public SSLSocket wrap(SSLContext with, Socket plain, String host, int port) throws IOException {
        String name = settings.serverName() == null ? host : settings.serverName();
        SSLSocket socket = (SSLSocket) with.getSocketFactory().createSocket(plain, name, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(TlsVersion.between(settings.oldest(), settings.newest()));
        if (!settings.cipherSuites().isEmpty()) {
            parameters.setCipherSuites(settings.cipherSuites().toArray(new String[0]));
        }
        if (!settings.trustsAll()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        return socket;
    }
}
