package io.heliograph.core.format;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;

/// Reads InfluxDB line protocol: `parsers.influx`.
///
/// Unlike Telegraf, which refuses the whole text for one bad line, it emits the good lines and reports the bad ones.
public final class InfluxParser implements Parser {
    private final PluginContext context;
    private final TimestampUnit unit;
    private final SeriesTable known;
    private final LineProtocolReader lines;
    private final Faults faults = new Faults();

    /// @param context gives the time of rows that have none, and says for how long series are remembered
    public InfluxParser(InfluxParserConfig config, PluginContext context) {
        this.context = context;
        this.unit = config.unit();
        this.known = new SeriesTable(context.interval().toNanos());
        this.lines = new LineProtocolReader(known, unit);
    }

    @Override
    public void parse(ByteSource source, Accumulator out) throws ParseException {
        long now = context.epochNanos();
        known.advance(now);
        faults.clear();
        lines.begin(source.array(), source.offset(), source.end());
        long defaultNanos = unit.floor(now);
        boolean more = true;
        while (more) {
            more = emitNext(out, defaultNanos);
        }
        lines.finish();
        faults.raise(source.origin());
    }

    private boolean emitNext(Accumulator out, long defaultNanos) {
        try {
            if (!lines.next()) {
                return false;
            }
            lines.emitRow(out, defaultNanos);
        } catch (LineFault fault) {
            faults.add(fault.line(), fault.text());
            lines.skipLine();
        }
        return true;
    }
}
