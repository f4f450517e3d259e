package io.heliograph.testkit.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The servers that a case's folder holds recordings of: `input.redis`, `input.mysql`. In the case's configuration and
/// expectation `REDIS_PORT` and `MYSQL_PORT` stand for their ports.
public final class RecordedServers implements AutoCloseable {
    private final Map<String, ReplayServer> servers = new LinkedHashMap<>();

    private RecordedServers() {}

    /// Starts those that the folder has; there may be none.
    public static RecordedServers of(Path folder) throws IOException {
        RecordedServers servers = new RecordedServers();
        if (Files.exists(folder.resolve("input.redis"))) {
            servers.servers.put("REDIS_PORT", RecordedRedis.start(folder.resolve("input.redis")));
        }
        if (Files.exists(folder.resolve("input.mysql"))) {
            servers.servers.put("MYSQL_PORT", RecordedMysql.start(folder.resolve("input.mysql")));
        }
        return servers;
    }

    /// A text with the ports in it.
    public String fill(String text) {
        String filled = text;
        for (Map.Entry<String, ReplayServer> server : servers.entrySet()) {
            filled = filled.replace(
                    server.getKey(), Integer.toString(server.getValue().port()));
        }
        return filled;
    }

    /// A text with the words again in place of the ports.
    public String unfill(String text) {
        String bare = text;
        for (Map.Entry<String, ReplayServer> server : servers.entrySet()) {
            bare = bare.replace(Integer.toString(server.getValue().port()), server.getKey());
        }
        return bare;
    }

    @Override
    public void close() throws IOException {
        for (ReplayServer server : servers.values()) {
            server.close();
        }
    }
}
