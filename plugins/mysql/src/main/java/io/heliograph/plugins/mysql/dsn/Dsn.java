package io.heliograph.plugins.mysql.dsn;

import io.heliograph.api.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A data source name in the form of Telegraf's driver:
/// `[user[:password]@][tcp|unix[(address)]]/[database][?parameters]`. Its text form never holds user and password.
///
/// @param socket of a server on this machine; null where `host` and `port` say where it is
/// @param host without brackets
/// @param port 1 to 65535
/// @param user empty for none
/// @param password empty for none
/// @param database empty for none
/// @param parameters how to connect
public record Dsn(
        @Nullable Path socket,
        String host,
        int port,
        String user,
        Secret password,
        String database,
        DsnParameters parameters) {

    /// Reads a data source name; an empty one is the server of this machine.
    ///
    /// @throws IllegalArgumentException for anything else; the message shows no password
    public static Dsn parse(String text) {
        return new DsnReader(text).read();
    }

    /// The variables of the session that the parameters set.
    public Map<String, String> sessionVariables() {
        return parameters.sessionVariables();
    }

    /// What the tag `server` says: `host:port`, or the path of the socket.
    public String address() {
        if (socket != null) {
            return socket.toString();
        }
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    @Override
    public String toString() {
        return (socket == null ? "tcp(" : "unix(") + address() + ")/" + database;
    }
}
