package io.heliograph.plugins.redis;

import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.TlsOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `[[inputs.redis]]` can say.
public record RedisConfig(
        @Option(
                doc =
                        "The servers to read: tcp://[user:password@]host[:port] or unix:///path/to/socket. Each is read on its own, so"
                                + " that a slow one delays no other.",
                defaultValue = "[\"tcp://localhost:6379\"]")
        List<Secret> servers,

        @Option(doc = "User name for all servers; it wins over the one in an address.") @Nullable
        Secret username,

        @Option(doc = "Password for all servers; it wins over the one in an address.") @Nullable
        Secret password,

        @Option(doc = "Commands whose results become the fields of redis_commands.")
        List<RedisCommand> commands,

        @Option(
                doc =
                        "Speak TLS to servers with a host name; by default where another option of TLS is set. Sockets of this machine are"
                                + " never encrypted.",
                example = "true")
        @Nullable
        Boolean tlsEnable,

        @Inline @Option(doc = "How to speak TLS.") TlsOptions tls) {

    /// Checks every address.
    public RedisConfig {
        servers = List.copyOf(servers);
        commands = List.copyOf(commands);
        for (Secret server : servers) {
            checked(server);
        }
    }

    /// Without TLS, user and password.
    static RedisConfig of(List<Secret> servers, List<RedisCommand> commands) {
        return new RedisConfig(servers, null, null, commands, null, TlsOptions.NONE);
    }

    /// Whether servers with a host name are spoken to in TLS.
    boolean speaksTls() {
        return tlsEnable == null ? !tls.equals(TlsOptions.NONE) : tlsEnable;
    }

    private static void checked(Secret server) {
        try {
            RedisAddress.parse(server.reveal());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidOptionException("servers", String.valueOf(wrong.getMessage()));
        }
    }
}
