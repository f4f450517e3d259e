package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/// Statements for a MariaDB, by its own client.
final class Sql {
    private Sql() {}

    /// Runs them over one connection, as root.
    static void run(int port, String... statements) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        "mariadb",
                        "--no-defaults",
                        "--protocol=tcp",
                        "-h",
                        "127.0.0.1",
                        "-P",
                        Integer.toString(port),
                        "-u",
                        "root",
                        "-e",
                        String.join("; ", statements))
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), UTF_8);
        if (client.waitFor() != 0) {
            throw new IOException("mariadb: " + said);
        }
    }
}
