package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.InvalidOptionException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Where to listen.
///
/// @param host a name or an address without brackets; empty for all addresses
/// @param port 0 for any that is free
record Listen(String host, int port) {
    private static final Listen LOOPBACK = new Listen("127.0.0.1", 9273);

    /// @param text `host:port`, also with `tcp://` in front; empty for the default
    /// @throws InvalidOptionException for anything else
    static Listen of(String text) {
        if (text.isEmpty()) {
            return LOOPBACK;
        }
        if (text.startsWith("vsock://")) {
            throw new InvalidOptionException(
                    "listen", "virtual sockets are not supported: '" + text + "' (try 127.0.0.1:9273)");
        }
        String plain = text.startsWith("tcp://") ? text.substring(6) : text;
        int colon = plain.lastIndexOf(':');
        if (colon < 0
                || !plain.substring(colon + 1).matches("\\d{1,5}")
                || Integer.parseInt(plain.substring(colon + 1)) > 65_535) {
            throw new InvalidOptionException(
                    "listen", "not an address to listen on: '" + text + "' (try 127.0.0.1:9273)");
        }
        String host = plain.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new Listen(
                bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(plain.substring(colon + 1)));
    }

    InetSocketAddress resolved() throws UnknownHostException {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(host), port);
    }
}
