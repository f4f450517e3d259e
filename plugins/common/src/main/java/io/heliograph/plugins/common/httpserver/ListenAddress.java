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
    /// Reads an option: `host:port` or `:port`, perhaps with `tcp://` before it.
    ///
    /// @param option its name
    /// @param example of an address, for those who got it wrong
    /// @throws InvalidOptionException for what is none
    public static ListenAddress of(String option, String text, String example) {
        String plain = text.startsWith("tcp://") ? text.substring(6) : text;
        int colon = plain.lastIndexOf(':');
        if (colon < 0 || colon < plain.lastIndexOf(']')) {
            throw wrong(option, text, example);
        }
        String host = plain.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        int port = port(plain.substring(colon + 1));
        if (port < 0) {
            throw wrong(option, text, example);
        }
        return new ListenAddress(bare, port);
    }

    /// A port, or -1 for what is none.
    private static int port(String digits) {
        boolean few = !digits.isEmpty() && digits.length() <= 5;
        int port = few && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : -1;
        return port < 65_536 ? port : -1;
    }

    private static InvalidOptionException wrong(String option, String text, String example) {
        return new InvalidOptionException(option, "not an address to listen on: '" + text + "' (try " + example + ")");
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

    /// Where something listens, as it is written: `127.0.0.1:8186`, `[::1]:8186`.
    public static String text(InetSocketAddress bound) {
        String host = bound.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + bound.getPort();
    }

    /// The address, looked up.
    public InetSocketAddress resolved() throws UnknownHostException {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(host), port);
    }
}
