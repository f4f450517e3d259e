package io.heliograph.plugins.mysql;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.mysql.block.Block;
import io.heliograph.plugins.mysql.dsn.Dsn;
import io.heliograph.plugins.mysql.dsn.Tls;
import io.heliograph.plugins.mysql.sql.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One server and the one connection that is kept to it. Whatever goes wrong on the connection, and any interrupt,
/// throws it away: the next gather makes a new one. A connection that the server closed between two gathers, as its
/// `wait_timeout` lets it, is replaced at once.
final class MysqlServer implements Input {
    private final Dsn dsn;
    private final @Nullable ClientTls tls;
    private final KeptSeries series = new KeptSeries();
    private final Map<String, Block> blocks;
    private @Nullable Session session;

    MysqlServer(Dsn dsn, @Nullable ClientTls tls, MysqlConfig config, InstantSource clock) {
        this.dsn = dsn;
        this.tls = tls;
        this.blocks = Blocks.of(config, series, clock);
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        boolean done = false;
        try {
            Session open = connected();
            for (Map.Entry<String, Block> block : blocks.entrySet()) {
                gather(block.getKey(), block.getValue(), open, out);
            }
            series.turn();
            done = !Thread.currentThread().isInterrupted();
        } finally {
            if (!done) {
                drop();
            }
        }
    }

    private void gather(String option, Block block, Session open, Accumulator out) throws IOException {
        try {
            block.gather(open, out);
        } catch (SQLException problem) {
            IOException told = new IOException(dsn + ": " + option + ": " + reason(problem), problem);
            if (open.isLostBy(problem)) {
                throw told;
            }
            out.error(told);
        }
    }

    private Session connected() throws IOException {
        if (session != null && !session.isAlive(dsn.parameters().connectTimeout())) {
            drop();
        }
        Session open = session;
        if (open == null) {
            open = dialled();
            session = open;
        }
        return open;
    }

    private Session dialled() throws IOException {
        try {
            return dsn.parameters().tls() == Tls.PREFERRED ? preferred() : Session.open(dsn, tls);
        } catch (SQLException away) {
            throw new IOException(dsn + ": " + reason(away), away);
        }
    }

    /// Encrypted, or not at all where the server cannot: the driver says so before anything secret was sent.
    private Session preferred() throws SQLException {
        try {
            return Session.open(dsn, tls);
        } catch (SQLException refused) {
            if (String.valueOf(refused.getMessage()).contains("ssl not enabled in the server")) {
                return Session.open(dsn, null);
            }
            throw refused;
        }
    }

    /// The innermost message says most: "Connection refused" rather than "Socket fail to connect".
    private static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : withoutConnection(cause.getMessage());
    }

    /// The driver begins with the number of the connection, `(conn=7) `, which would make each repetition a problem
    /// of its own.
    private static String withoutConnection(String message) {
        int end = message.indexOf(") ");
        return message.startsWith("(conn=") && end > 0 ? message.substring(end + 2) : message;
    }

    private void drop() {
        Session open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException gone) {
                // it was of no more use
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
