package io.heliograph.plugins.influxdb.intake;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.FlushException;
import io.heliograph.api.ParseException;
import io.heliograph.api.PluginContext;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.httpserver.BodyText;
import io.heliograph.plugins.common.httpserver.HttpProblem;
import io.heliograph.plugins.common.httpserver.Request;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Makes rows of bodies. When [#take] returns they are in the buffer of every output that takes them, durably where the
/// buffer is.
///
/// Of a body with bad lines the good ones are kept all the same, and made safe, before the fault is told.
public final class Intake implements AutoCloseable {
    private final PluginContext context;
    private final IntakeLimits limits;
    private final Parsers parsers;

    /// @param type is told to the parser, for which it makes no difference
    public Intake(PluginContext context, ParserType type, IntakeLimits limits) {
        this.context = context;
        this.limits = limits;
        this.parsers = new Parsers(context, type);
    }

    /// Takes the body of a request.
    ///
    /// @param precision as the client named it
    /// @param tags for rows that have none of that key
    /// @throws HttpProblem 400 for bad lines, with the first fault and the number of all; 413 and 415 for bodies that
    ///     are never taken; 429 where too much is under way here or a buffer is full, 503 where a buffer has not taken
    ///     the rows for another reason: these two say when to come again
    public void take(Request request, String precision, TagSet tags) throws IOException, InterruptedException {
        String unit = Parsers.unit(precision);
        if (unit == null) {
            throw new HttpProblem(400, "invalid precision \"" + precision + "\" (use n, u, ms, s, m or h)");
        }
        try (BodyText body = new BodyText(limits.budget(), limits.bodyBytes())) {
            body.read(request);
            int rows = limits.rows().take(body.bytes());
            try {
                keep(new ByteSource(body.bytes().array(), 0, body.bytes().size(), "body"), tags, unit);
            } finally {
                limits.rows().giveBack(rows);
            }
        }
    }

    private void keep(ByteSource text, TagSet tags, String unit) throws HttpProblem, InterruptedException {
        Accumulator rows = context.accumulator(tags);
        ParseException faults = parse(text, rows, unit);
        try {
            rows.flush(limits.safeWithin());
        } catch (FlushException refused) {
            int status = refused.isFull() ? 429 : 503;
            throw new HttpProblem(status, String.valueOf(refused.getMessage()), refused.retryAfter());
        }
        if (faults != null) {
            throw new HttpProblem(400, message(faults));
        }
    }

    private @Nullable ParseException parse(ByteSource text, Accumulator rows, String unit) throws InterruptedException {
        try {
            parsers.lend(unit, parser -> parser.parse(text, rows));
            return null;
        } catch (ParseException bad) {
            return bad;
        }
    }

    private static String message(ParseException faults) {
        String first = "partial write: unable to parse " + faults.faults().get(0);
        return switch (faults.count()) {
            case 1 -> first;
            case 2 -> first + " (and 1 other parse error)";
            default -> first + " (and " + (faults.count() - 1) + " other parse errors)";
        };
    }

    @Override
    public void close() throws IOException {
        parsers.close();
    }
}
