package io.heliograph.core.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where to listen: `127.0.0.1:9270`, `[::1]:9270`, `:9270` for all interfaces.
///
/// @param host empty for all interfaces
/// @param port 0 for any that is free
record ListenAddress(String host, int port) {
    /// @throws IllegalArgumentException for what is no address
    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (colon < 0 || !bracketed && host.indexOf(':') >= 0) {
            throw wrong(text);
        }
        return new ListenAddress(
                bracketed ? host.substring(1, host.length() - 1) : host, port(text, text.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw wrong(text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("http_address: not host:port: '" + text + "' (try 127.0.0.1:9270)");
    }

    /// Asks the resolver.
    InetSocketAddress socket() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    /// Whether others than this host can connect.
    static boolean isOpenToOthers(InetSocketAddress bound) {
        InetAddress address = bound.getAddress();
        return address == null || !address.isLoopbackAddress();
    }
}
