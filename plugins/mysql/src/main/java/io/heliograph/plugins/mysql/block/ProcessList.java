package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// The threads of a server by what they do, without the one that asks, and the connections of each user.
public final class ProcessList implements Block {
    private static final String STATES = "SELECT COALESCE(command, ''), COALESCE(state, ''), COUNT(*)"
            + " FROM information_schema.processlist WHERE id != connection_id() GROUP BY command, state";
    private static final String USERS = "SELECT user, COUNT(*) FROM information_schema.processlist GROUP BY user";

    private final KeptSeries series;
    private final String measurement;

    /// @param series of the server
    /// @param legacy whether metric version 1 is wanted
    public ProcessList(KeptSeries series, boolean legacy) {
        this.series = series;
        this.measurement = legacy ? "mysql_info_schema" : "mysql_process_list";
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        ThreadStates states = new ThreadStates();
        try (Result result = queries.run(STATES)) {
            while (result.next()) {
                states.add(result.text(0), result.text(1), result.integer(2));
            }
        }
        Row row = out.row(series.of(out, measurement));
        states.counts().forEach((state, threads) -> row.putUnsigned("threads_" + state.replace(' ', '_'), threads));
        row.emit();
        gatherUsers(queries, out);
    }

    private void gatherUsers(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(USERS)) {
            while (result.next()) {
                out.row(series.of(out, "mysql_users", "user", result.text(0)))
                        .put("connections", result.integer(1))
                        .emit();
            }
        }
    }
}
