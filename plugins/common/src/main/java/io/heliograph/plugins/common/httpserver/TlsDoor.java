package io.heliograph.plugins.common.httpserver;

import io.heliograph.plugins.common.tls.ServerTls;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Puts TLS on the sockets of a listener. The handshake happens at the first read, under the deadline of the head.
final class TlsDoor {
    private final ServerTls tls;

    TlsDoor(ServerTls tls) throws IOException {
        this.tls = tls;
        tls.present(); // what is wrong with the files is said at the start
    }

    Socket secured(Socket plain) throws IOException {
        SSLContext context = tls.present();
        SSLSocket secured = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        secured.setUseClientMode(false);
        secured.setSSLParameters(tls.parameters(context));
        return secured;
    }
}
