package io.heliograph.plugins.mysql.dsn;

import io.heliograph.api.Secret;
import java.nio.file.Path;

/// Takes a data source name apart, from the right: the database begins at the last slash, the address at the last `@`
/// before it, so that a password may hold both. A slash in a parameter is written `%2F`.
final class DsnReader {
    private static final String EXAMPLE = " (try user:password@tcp(127.0.0.1:3306)/)";
    private static final int DEFAULT_PORT = 3306;

    private final String text;

    DsnReader(String text) {
        this.text = text.isEmpty() ? "/" : text;
    }

    Dsn read() {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || slash < text.lastIndexOf(')')) {
            throw new IllegalArgumentException(
                    "no slash before the name of the database, which may be empty" + EXAMPLE);
        }
        int question = text.indexOf('?', slash);
        DsnParameters parameters = DsnParameters.parse(question < 0 ? "" : text.substring(question + 1));
        String database = text.substring(slash + 1, question < 0 ? text.length() : question);
        String left = text.substring(0, slash);
        int at = left.lastIndexOf('@');
        String login = at < 0 ? "" : left.substring(0, at);
        return place(left.substring(at + 1), login, database, parameters);
    }

    private static Dsn place(String net, String login, String database, DsnParameters parameters) {
        int open = net.indexOf('(');
        if (open >= 0 && !net.endsWith(")")) {
            throw new IllegalArgumentException("no closing bracket after the address" + EXAMPLE);
        }
        String protocol = open < 0 ? net : net.substring(0, open);
        String address = open < 0 ? "" : net.substring(open + 1, net.length() - 1);
        return switch (protocol) {
            case "", "tcp", "tcp4", "tcp6" -> tcp(address, login, database, parameters);
            case "unix" -> unix(address, login, database, parameters);
            default -> throw new IllegalArgumentException("not a protocol: '" + protocol + "'" + EXAMPLE);
        };
    }

    private static Dsn unix(String address, String login, String database, DsnParameters parameters) {
        Path socket = Path.of(address.isEmpty() ? "/tmp/mysql.sock" : address);
        return new Dsn(socket, "localhost", DEFAULT_PORT, user(login), password(login), database, parameters);
    }

    private static Dsn tcp(String address, String login, String database, DsnParameters parameters) {
        int colon = address.lastIndexOf(':');
        boolean hasPort = address.contains("]:") || colon >= 0 && address.indexOf(':') == colon;
        String host = hasPort ? address.substring(0, colon) : address;
        int port = hasPort ? port(address.substring(colon + 1)) : DEFAULT_PORT;
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        checkHost(bare);
        return new Dsn(
                null, bare.isEmpty() ? "127.0.0.1" : bare, port, user(login), password(login), database, parameters);
    }

    /// Of the driver's address it becomes a part, in which other characters would be options of the driver.
    private static void checkHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!Character.isLetterOrDigit(c) && ".-_:%".indexOf(c) < 0) {
                throw new IllegalArgumentException("not a host: '" + host + "' (try db1.example or 127.0.0.1)");
            }
        }
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
        throw new IllegalArgumentException("not a port: '" + text + "' (try 3306)");
    }

    private static String user(String login) {
        int colon = login.indexOf(':');
        return colon < 0 ? login : login.substring(0, colon);
    }

    private static Secret password(String login) {
        int colon = login.indexOf(':');
        return Secret.of(colon < 0 ? "" : login.substring(colon + 1));
    }
}
