package io.heliograph.plugins.redis;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `[[inputs.redis]]` can say.
public record RedisConfig(
        @Option(
                doc = "The servers to read: tcp://[user:password@]host[:port] or unix:///path/to/socket. Each is read on its own, so"
                        + " that a slow one delays no other.",
                defaultValue = "[\"tcp://localhost:6379\"]")
        List<Secret> servers,
        @Option(doc = "User name for all servers; it wins over the one in an address.") @Nullable Secret username,
        @Option(doc = "Password for all servers; it wins over the one in an address.") @Nullable Secret password,
        @Option(doc = "Commands whose results become the fields of redis_commands.") List<RedisCommand> commands) {

    /// Checks every address.
    public RedisConfig {
        servers = List.copyOf(servers);
        commands = List.copyOf(commands);
        for (Secret server : servers) {
            checked(server);
        }
    }

    private static void checked(Secret server) {
        try {
            RedisAddress.parse(server.reveal());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidOptionException("servers", String.valueOf(wrong.getMessage()));
        }
    }
}
