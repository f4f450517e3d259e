package io.heliograph.plugins.redis;

import io.heliograph.plugins.common.socket.UnixSocket;
import io.heliograph.plugins.common.tls.ClientTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// A connection of the client library, which is told to say nothing of its own: no `HELLO`, no `CLIENT SETINFO`. So it
/// works with old servers and with those that only resemble Redis.
final class RedisConnection {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Duration LONGEST_REPLY = Duration.ofSeconds(10);

    private final RedisAddress address;
    private final @Nullable ClientTls tls;
    private final Connection connection;
    private @Nullable GuardedSocket socket;

    private RedisConnection(RedisAddress address, @Nullable ClientTls tls) {
        this.address = address;
        this.tls = tls;
        this.connection = new Connection(this::socket, settings(address));
    }

    /// Connects, and logs in where there is a password.
    ///
    /// @throws ConnectionLostException where nobody answers in time, or the password is not taken
    static RedisConnection open(RedisAddress address, @Nullable ClientTls tls) throws ConnectionLostException {
        try {
            return new RedisConnection(address, tls);
        } catch (JedisException away) {
            throw new ConnectionLostException(address + ": " + reason(away), away);
        }
    }

    private static DefaultJedisClientConfig settings(RedisAddress address) {
        DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .timeoutMillis(TIMEOUT_MILLIS)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        String password = address.password().reveal();
        if (!password.isEmpty()) {
            settings.credentials(
                    new DefaultRedisCredentials(address.username().isEmpty() ? null : address.username(), password));
        }
        return settings.build();
    }

    private Socket socket() {
        Path path = address.socket();
        try {
            Socket plain = path == null ? tcp(address, tls) : UnixSocket.connected(path, TIMEOUT_MILLIS);
            GuardedSocket guarded = new GuardedSocket(plain, LONGEST_REPLY);
            socket = guarded;
            return guarded;
        } catch (IOException away) {
            throw new JedisConnectionException(away);
        }
    }

    private static Socket tcp(RedisAddress address, @Nullable ClientTls tls) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return tls == null ? socket : encrypted(socket, address, tls);
        } catch (IOException away) {
            socket.close();
            throw away;
        }
    }

    /// The handshake comes first, so that a wrong certificate is told as such.
    private static Socket encrypted(Socket plain, RedisAddress address, ClientTls tls) throws IOException {
        SSLSocket socket = tls.wrap(plain, address.host(), address.port());
        socket.startHandshake();
        return socket;
    }

    /// What `INFO ALL` says.
    String info() throws IOException {
        Object reply = call(List.of("INFO", "ALL"));
        if (reply instanceof byte[] text) {
            return new String(text, StandardCharsets.UTF_8);
        }
        throw new RefusedException(address + ": INFO ALL answered with " + reply + " instead of text", null);
    }

    /// The reply to a command: a `Long`, bytes, a list of replies, or null.
    ///
    /// @throws RefusedException where the server answers with an error
    /// @throws ConnectionLostException where it does not answer
    @Nullable
    Object call(List<String> words) throws IOException {
        CommandArguments arguments = new CommandArguments(new Word(words.get(0)));
        for (String word : words.subList(1, words.size())) {
            arguments.add(word);
        }
        GuardedSocket guarded = socket;
        if (guarded != null) {
            guarded.replies().begin();
        }
        try {
            return connection.executeCommand(arguments);
        } catch (JedisDataException refused) {
            throw new RefusedException(address + ": " + reason(refused), refused);
        } catch (JedisException lost) {
            throw new ConnectionLostException(address + ": " + reason(lost), lost);
        }
    }

    /// The innermost message says most: "Connection refused" rather than "Failed to connect".
    private static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    void close() {
        connection.disconnect();
    }

    /// A command by its name, as the library knows only some.
    private record Word(String name) implements ProtocolCommand {
        @Override
        public byte[] getRaw() {
            return name.getBytes(StandardCharsets.UTF_8);
        }
    }
}
