package io.heliograph.plugins.redis;

import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a server listens and who asks. Its text form never holds the password.
///
/// @param socket of a server on this machine; null where `host` and `port` say where it is
/// @param host without brackets
/// @param port 1 to 65535
/// @param username empty for the default user
/// @param password empty for none
record RedisAddress(@Nullable Path socket, String host, int port, String username, Secret password) {
    private static final int DEFAULT_PORT = 6379;

    /// Reads `tcp://[user:password@]host[:port]`, `unix://[user:password@]/path`, or a bare `host[:port]`.
    ///
    /// @throws IllegalArgumentException for anything else; the message shows no password
    static RedisAddress parse(String text) {
        int scheme = text.indexOf("://");
        String kind = scheme < 0 ? "tcp" : text.substring(0, scheme);
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        int at = authorityEnd(rest);
        String user = at < 0 ? "" : rest.substring(0, at);
        String place = rest.substring(at + 1);
        return switch (kind) {
            case "tcp" -> tcp(place, user);
            case "unix" -> unix(place, user);
            default ->
                throw new IllegalArgumentException(
                        "not a server: '" + kind + "://…' (try tcp://localhost:6379, unix:///run/redis.sock)");
        };
    }

    /// The index of the `@` that ends user and password: the last one before the path; -1 where there is none.
    private static int authorityEnd(String rest) {
        int slash = rest.indexOf('/');
        return (slash < 0 ? rest : rest.substring(0, slash)).lastIndexOf('@');
    }

    private static RedisAddress unix(String place, String user) {
        int query = place.indexOf('?');
        String path = query < 0 ? place : place.substring(0, query);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("no path to a socket: 'unix://' (try unix:///run/redis.sock)");
        }
        return new RedisAddress(Path.of(path), "", DEFAULT_PORT, name(user), password(user));
    }

    private static RedisAddress tcp(String place, String user) {
        int end = place.indexOf('/');
        String authority = end < 0 ? place : place.substring(0, end);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = authority.contains("]:") || colon >= 0 && authority.indexOf(':') == colon;
        String host = hasPort ? authority.substring(0, colon) : authority;
        int port = hasPort ? port(authority.substring(colon + 1)) : DEFAULT_PORT;
        if (host.isEmpty()) {
            throw new IllegalArgumentException("no host: '" + authority + "' (try localhost:6379)");
        }
        return new RedisAddress(null, withoutBrackets(host), port, name(user), password(user));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as a number out of range
        }
        throw new IllegalArgumentException("not a port: '" + text + "' (try 6379)");
    }

    private static String name(String user) {
        int colon = user.indexOf(':');
        return decoded(colon < 0 ? user : user.substring(0, colon));
    }

    private static Secret password(String user) {
        int colon = user.indexOf(':');
        return Secret.of(colon < 0 ? "" : decoded(user.substring(colon + 1)));
    }

    /// A `+` stands for itself in this part of a URL.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw new IllegalArgumentException(
                    "a % in user or password is not followed by two hex digits (write %25)", badEscape);
        }
    }

    /// This address with another user or password, where they are given.
    RedisAddress as(@Nullable Secret newName, @Nullable Secret newPassword) {
        String user = newName == null ? username : newName.reveal();
        return new RedisAddress(socket, host, port, user, newPassword == null ? password : newPassword);
    }

    /// `server` and `port`, or `socket`.
    TagSet tags() {
        return socket == null
                ? TagSet.of("server", host, "port", Integer.toString(port))
                : TagSet.of("socket", socket.toString());
    }

    /// Without user and password: good for messages, and the identity of a target.
    @Override
    public String toString() {
        if (socket != null) {
            return "unix://" + socket;
        }
        return "tcp://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
