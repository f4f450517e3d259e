package io.heliograph.plugins.common.http;

import io.heliograph.plugins.common.tls.ClientTls;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How connections are made.
///
/// @param tls for `https`
/// @param proxies HTTP proxies (`http://host:port`, user information as basic authentication)
/// @param localAddress to connect from, or null
/// @param avoidsLinkLocal whether link-local addresses, where clouds serve credentials, are not connected to
public record Transport(
        ClientTls tls, Proxies proxies, @Nullable InetAddress localAddress, boolean avoidsLinkLocal) {
    /// Through one proxy, or none.
    public Transport(ClientTls tls, @Nullable URI proxy, @Nullable InetAddress localAddress) {
        this(tls, Proxies.through(proxy), localAddress, false);
    }

    /// Straight to the server.
    public static Transport direct(ClientTls tls) {
        return new Transport(tls, Proxies.NONE, null, false);
    }

    /// The same through these proxies.
    public Transport through(Proxies others) {
        return new Transport(tls, others, localAddress, avoidsLinkLocal);
    }

    /// The same, and whether link-local addresses are connected to.
    public Transport avoidingLinkLocal(boolean avoids) {
        return new Transport(tls, proxies, localAddress, avoids);
    }
}
