package io.heliograph.plugins.influxdb.intake;

import io.heliograph.api.ByteSink;
import io.heliograph.plugins.common.httpserver.HttpProblem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// How many rows may be between the listener and the buffers: Telegraf's `max_undelivered_metrics`.
///
/// Lines are counted before they are parsed, so that a body is taken as a whole or not at all. A text that goes over
/// lines counts once for each.
public final class RowRoom {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    /// @param most 0 for no limit
    public RowRoom(int most) {
        this.most = most;
    }

    /// Takes room for the lines of a body.
    ///
    /// @return how many to [#giveBack]
    /// @throws HttpProblem 413 where they never fit, 429 where they do not now
    int take(ByteSink body) throws HttpProblem {
        if (most == 0) {
            return 0;
        }
        int lines = lines(body);
        if (lines > most) {
            throw new HttpProblem(413, lines + " lines are more than max_undelivered_metrics = " + most);
        }
        if (taken.addAndGet(lines) > most) {
            taken.addAndGet(-lines);
            throw new HttpProblem(429, "too many metrics are not delivered yet", Duration.ofSeconds(1));
        }
        return lines;
    }

    void giveBack(int rows) {
        taken.addAndGet(-rows);
    }

    /// Whether not even one row would be taken at present.
    public boolean isFull() {
        return most > 0 && taken.get() >= most;
    }

    private static int lines(ByteSink body) {
        byte[] text = body.array();
        int lines = 0;
        boolean blank = true;
        for (int i = 0; i < body.size(); i++) {
            if (text[i] == '\n') {
                blank = true;
            } else if (blank && text[i] != ' ' && text[i] != '\r') {
                blank = false;
                lines += text[i] == '#' ? 0 : 1;
            }
        }
        return lines;
    }
}
