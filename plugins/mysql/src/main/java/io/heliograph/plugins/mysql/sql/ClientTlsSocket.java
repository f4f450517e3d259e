package io.heliograph.plugins.mysql.sql;

import io.heliograph.plugins.common.tls.ClientTls;
import java.io.IOException;
import java.net.Socket;
import java.sql.SQLException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.TlsSocketPlugin;

/// Lets the driver speak TLS with the house's options: PEM files, a server's name, versions.
public final class ClientTlsSocket implements TlsSocketPlugin {
    static final String TYPE = "heliograph";

    /// Made by the driver, through `java.util.ServiceLoader`.
    public ClientTlsSocket() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public TrustManager[] getTrustManager(Configuration settings, ExceptionFactory problems, HostAddress host) {
        return new TrustManager[0];
    }

    @Override
    public KeyManager[] getKeyManager(Configuration settings, ExceptionFactory problems) {
        return new KeyManager[0];
    }

    @Override
    public SSLSocketFactory getSocketFactory(Configuration settings, ExceptionFactory problems, HostAddress host)
            throws SQLException {
        try {
            return tls().context().getSocketFactory();
        } catch (IOException unreadable) {
            throw new SQLException(unreadable.getMessage(), "08000", unreadable);
        }
    }

    @Override
    public SSLSocket createSocket(Socket plain, SSLSocketFactory factory) throws IOException {
        Dial dial = Dial.PRESENT.get();
        return tls().wrap(plain, dial.dsn().host(), dial.dsn().port());
    }

    private static ClientTls tls() {
        ClientTls tls = Dial.PRESENT.get().tls();
        if (tls == null) {
            throw new IllegalStateException("TLS on a plain connection");
        }
        return tls;
    }

    @Override
    public void verify(String host, SSLSession session, long serverThread) {
        // the handshake did
    }
}
