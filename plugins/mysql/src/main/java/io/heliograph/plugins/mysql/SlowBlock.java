package io.heliograph.plugins.mysql;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.mysql.block.Block;
import io.heliograph.plugins.mysql.sql.Queries;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A block that is gathered less often than the others. One that failed is tried again at the next gather.
final class SlowBlock implements Block {
    private final Block block;
    private final Duration interval;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    SlowBlock(Block block, Duration interval, InstantSource clock) {
        this.block = block;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            block.gather(queries, out);
            next = now.plus(interval);
        }
    }
}
