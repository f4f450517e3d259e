package io.heliograph.plugins.mysql.sql;

import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.mysql.dsn.Dsn;
import io.heliograph.plugins.mysql.dsn.DsnParameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.NonRegisteringDriver;

/// A connection through the driver, which is used directly: `DriverManager` would keep its class loader alive.
public final class Session implements Queries, AutoCloseable {
    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// Connects and logs in.
    ///
    /// @param tls null for a plain connection
    /// @throws SQLException where nobody answers in time, or the log-in is refused
    public static Session open(Dsn dsn, @Nullable ClientTls tls) throws SQLException {
        Configuration settings = settings(dsn, tls != null);
        return new Session(
                ScopedValue.where(Dial.PRESENT, new Dial(dsn, tls)).call(() -> NonRegisteringDriver.connect(settings)));
    }

    /// The driver's builder leaves out what its own plugins need, so this goes the way of a URL.
    private static Configuration settings(Dsn dsn, boolean encrypted) throws SQLException {
        DsnParameters parameters = dsn.parameters();
        Properties settings = new Properties();
        settings.setProperty("user", dsn.user());
        settings.setProperty("password", dsn.password().reveal());
        settings.setProperty(
                "connectTimeout", Long.toString(parameters.connectTimeout().toMillis()));
        settings.setProperty(
                "socketTimeout", Long.toString(parameters.readTimeout().toMillis()));
        settings.setProperty("allowPublicKeyRetrieval", "true");
        settings.setProperty("allowLocalInfile", "false"); // a server may ask for any file of ours
        settings.setProperty("allowMultiQueries", "false");
        settings.setProperty("useCompression", Boolean.toString(parameters.compress()));
        settings.setProperty("sslMode", encrypted ? "trust" : "disable");
        if (encrypted) {
            settings.setProperty("tlsSocketType", ClientTlsSocket.TYPE);
        }
        addSession(settings, dsn);
        String host = dsn.host().indexOf(':') < 0 ? dsn.host() : "[" + dsn.host() + "]";
        return Configuration.parse("jdbc:mariadb://" + host + ":" + dsn.port() + "/" + dsn.database(), settings);
    }

    private static void addSession(Properties settings, Dsn dsn) {
        if (dsn.socket() != null) {
            settings.setProperty("socketFactory", UnixSocketFactory.class.getName());
        }
        if (!dsn.parameters().collation().isEmpty()) {
            settings.setProperty("connectionCollation", dsn.parameters().collation());
        }
        StringJoiner variables = new StringJoiner(",");
        dsn.sessionVariables().forEach((name, value) -> variables.add(name + '=' + value));
        if (variables.length() > 0) {
            settings.setProperty("sessionVariables", variables.toString());
        }
    }

    @Override
    public Result run(String sql, String... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return new Result(statement, statement.executeQuery());
        } catch (SQLException refused) {
            statement.close();
            throw refused;
        }
    }

    /// Whether the server still answers on this connection, within a time.
    public boolean isAlive(Duration atMost) {
        try {
            return connection.isValid(Math.max(1, Math.toIntExact(atMost.toSeconds())));
        } catch (SQLException gone) {
            return false;
        }
    }

    /// Whether a problem means that the connection is of no more use.
    public boolean isLostBy(SQLException problem) {
        String state = problem.getSQLState();
        try {
            return state != null && state.startsWith("08") || connection.isClosed();
        } catch (SQLException unknown) {
            return true;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
