package io.heliograph.plugins.common.httpserver;

import io.heliograph.api.InvalidOptionException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Where to listen.
///
/// @param host a name or an address without brackets; empty for all addresses
/// @param port 0 for any that is free
public record ListenAddress(String host, int port) {
    /// Reads the option `service_address`: `host:port` or `:port`, perhaps with `tcp://` before it.
    ///
    /// @throws InvalidOptionException for what is none
    public static ListenAddress of(String text) {
        String plain = text.startsWith("tcp://") ? text.substring(6) : text;
        int colon = plain.lastIndexOf(':');
        if (colon < 0 || colon < plain.lastIndexOf(']')) {
            throw wrong(text);
        }
        String host = plain.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        return new ListenAddress(bare, port(plain.substring(colon + 1), text));
    }

    private static int port(String digits, String text) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notDigits) {
            // falls through to the same message
        }
        throw wrong(text);
    }

    private static InvalidOptionException wrong(String text) {
        return new InvalidOptionException(
                "service_address", "not an address to listen on: '" + text + "' (try 127.0.0.1:8186)");
    }

    /// Whether only this machine can connect. Names other than `localhost` are not looked up, and count as reachable.
    public boolean isLoopback() {
        boolean digits = !host.isEmpty() && host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        boolean literal = digits || host.indexOf(':') >= 0;
        try {
            return host.equals("localhost")
                    || literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /// The address, looked up.
    public InetSocketAddress resolved() throws UnknownHostException {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(host), port);
    }
}
