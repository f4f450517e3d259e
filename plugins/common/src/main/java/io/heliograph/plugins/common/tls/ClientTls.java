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
    private final TlsOptions options;
    private final List<@Nullable Path> files;
    private @Nullable FileStamp stamp;
    private @Nullable SSLContext context;

    /// Reads nothing yet.
    public ClientTls(TlsOptions options) {
        this.options = options;
        this.files = Arrays.asList(options.tlsCa(), options.tlsCert(), options.tlsKey());
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
        Path certificate = options.tlsCert();
        Path key = options.tlsKey();
        return certificate == null || key == null ? null : TlsFiles.identity(certificate, key, options.tlsKeyPwd());
    }

    private TrustManager @Nullable [] trusted() throws IOException {
        if (options.insecureSkipVerify()) {
            return new TrustManager[] {new TrustAll()};
        }
        return options.tlsCa() == null ? null : TlsFiles.trust(List.of(options.tlsCa()));
    }

    /// Puts TLS over a connected socket; the handshake is up to the caller. The server's name is checked unless
    /// `insecure_skip_verify` is set.
    public SSLSocket wrap(Socket plain, String host, int port) throws IOException {
        String name = options.tlsServerName() == null ? host : options.tlsServerName();
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, name, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(TlsVersion.between(options.tlsMinVersion(), TlsVersion.TLS13));
        if (!options.tlsCipherSuites().isEmpty()) {
            parameters.setCipherSuites(options.tlsCipherSuites().toArray(new String[0]));
        }
        if (!options.insecureSkipVerify()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        socket.setSSLParameters(parameters);
        return socket;
    }
}
