package io.heliograph.plugins.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.NonRegisteringDriver;

/// Prepares a server as `root`.
final class SqlScript {
    private SqlScript() {}

    static void run(int port, String... statements) throws SQLException {
        Configuration settings = Configuration.parse("jdbc:mariadb://127.0.0.1:" + port + "/?user=root");
        try (Connection connection = NonRegisteringDriver.connect(settings);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
