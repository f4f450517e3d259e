package io.heliograph.plugins.common.http;

import io.heliograph.plugins.common.tls.ClientTls;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// How connections are made.
///
/// @param tls for `https`
/// @param proxy an HTTP proxy (`http://host:port`, user information as basic authentication), or null
/// @param localAddress to connect from, or null
public record Transport(
        ClientTls tls, @Nullable URI proxy, @Nullable InetAddress localAddress) {
    /// Straight to the server.
    public static Transport direct(ClientTls tls) {
        return new Transport(tls, null, null);
    }
}
