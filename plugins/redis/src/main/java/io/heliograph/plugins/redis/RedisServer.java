package io.heliograph.plugins.redis;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.common.tls.ClientTls;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One server and the one connection that is kept to it.
///
/// Whatever goes wrong on the connection, and any interrupt, throws it away: the next gather makes a new one. A
/// connection that the server closed between two gathers is replaced at once, as idle timeouts of servers are
/// ordinary.
final class RedisServer implements Input {
    private final RedisAddress address;
    private final @Nullable ClientTls tls;
    private final List<RedisCommand> commands;
    private final InfoRows rows;
    private @Nullable RedisConnection connection;
    private @Nullable Series results;

    RedisServer(RedisAddress address, @Nullable ClientTls tls, List<RedisCommand> commands, InstantSource clock) {
        this.address = address;
        this.tls = tls;
        this.commands = commands;
        this.rows = new InfoRows(clock);
    }

    @Override
    public void gather(Accumulator out) throws Exception {
        boolean kept = connection != null;
        try {
            ask(out, kept);
        } catch (ConnectionLostException lost) {
            drop();
            throw lost;
        }
        if (Thread.currentThread().isInterrupted()) {
            drop();
        }
    }

    private void ask(Accumulator out, boolean kept) throws IOException {
        try {
            rows.emit(info(kept), out);
        } catch (RefusedException refused) {
            if (commands.isEmpty()) {
                throw refused;
            }
            out.error(refused);
        }
        emitResults(out);
    }

    private String info(boolean kept) throws IOException {
        try {
            return connected().info();
        } catch (ConnectionLostException lost) {
            if (!kept || !lost.closedByServer() || Thread.currentThread().isInterrupted()) {
                throw lost;
            }
            drop();
            return connected().info();
        }
    }

    private RedisConnection connected() throws IOException {
        RedisConnection open = connection;
        if (open == null) {
            open = RedisConnection.open(address, tls);
            connection = open;
        }
        return open;
    }

    private void emitResults(Accumulator out) throws IOException {
        if (commands.isEmpty()) {
            return;
        }
        if (results == null) {
            results = out.series("redis_commands");
        }
        Row row = out.row(results);
        for (RedisCommand command : commands) {
            try {
                CommandResult.put(command, connected().call(command.command()), row);
            } catch (RefusedException | IllegalArgumentException problem) {
                out.error(new IOException(address + ": " + command.text() + ": " + problem.getMessage(), problem));
            }
        }
        row.emit();
    }

    private void drop() {
        RedisConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        drop();
    }
}
