package io.heliograph.plugins.common.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where connections lead: those of one origin are good for each other's requests.
///
/// @param tls whether the scheme is `https`
/// @param host a name or an address, IPv6 without brackets
/// @param port never -1
/// @param socket the Unix socket that is used instead of host and port, or null
record Origin(boolean tls, String host, int port, @Nullable Path socket) {

    /// The authority is taken apart here: `URI.getHost` is null for names with an underscore, as containers have them.
    static Origin of(URI uri, @Nullable Path socket) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !scheme.equals("http")) {
            throw new IllegalArgumentException(
                    "not an http or https URL: '" + shown(uri) + "' (try " + "http://localhost:8086)");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw new IllegalArgumentException("no host in '" + uri + "' (try http://localhost:8086)");
        }
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = place.lastIndexOf(':');
        boolean hasPort = colon > place.lastIndexOf(']') && colon >= 0;
        int port = hasPort && colon + 1 < place.length() ? port(place.substring(colon + 1)) : tls ? 443 : 80;
        return new Origin(tls, bare(hasPort ? place.substring(0, colon) : place), port, socket);
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notDigits) {
            // falls through to the same message
        }
        throw new IllegalArgumentException("not a port: '" + digits + "' (try 8086)");
    }

    private static String bare(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1).replace("%25", "%") : host;
        if (bare.isEmpty()) {
            throw new IllegalArgumentException("no host before the port (try http://localhost:8086)");
        }
        return bare.toLowerCase(Locale.ROOT);
    }

    private static String shown(URI uri) {
        String text = uri.toString();
        int at = text.lastIndexOf('@');
        return at < 0 ? text : text.substring(at + 1);
    }

    /// Host and port as in a `Host` header: IPv6 in brackets, the scheme's own port left out.
    String authority() {
        String literal = host.indexOf(':') >= 0 ? "[" + zoneless() + "]" : host;
        return port == (tls ? 443 : 80) ? literal : literal + ":" + port;
    }

    /// Host and port for CONNECT, which always names the port.
    String hostAndPort() {
        return (host.indexOf(':') >= 0 ? "[" + zoneless() + "]" : host) + ":" + port;
    }

    private String zoneless() {
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }

    /// As a record's own, but by plain code: connections are looked up by it at every exchange.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin origin
                && port == origin.port
                && tls == origin.tls
                && host.equals(origin.host)
                && Objects.equals(socket, origin.socket);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority() + (socket == null ? "" : " over " + socket);
    }
}
