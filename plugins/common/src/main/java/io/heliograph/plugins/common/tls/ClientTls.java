package io.heliograph.plugins.common.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS for a client. Files are read when the first connection is made, and again when one of them has changed, so that
/// a renewed certificate needs no restart. Good for any thread.
public final class ClientTls {
    private final TlsSettings settings;
    private final List<@Nullable Path> files;
    private @Nullable FileStamp stamp;
    private @Nullable SSLContext context;

    /// Reads nothing yet.
    public ClientTls(TlsOptions options) {
        this(options.settings());
    }

    /// Reads nothing yet.
    public ClientTls(TlsSettings settings) {
        this.settings = settings;
        this.files = Arrays.asList(file(settings.authorities()), file(settings.certificate()), file(settings.key()));
    }

    private static @Nullable Path file(@Nullable PemSource source) {
        return source == null ? null : source.file();
    }

    /// The context for new connections.
    ///
    /// @throws IOException for a file that is missing or wrong, by its name
    public synchronized SSLContext context() throws IOException {
        FileStamp now = FileStamp.of(files);
        SSLContext present = context;
        if (present == null || !now.equals(stamp)) {
            present = TlsFiles.context(identity(), trusted());
            context = present;
            stamp = now;
        }
        return present;
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
        String name = settings.serverName() == null ? host : settings.serverName();
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, name, port, true);
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
