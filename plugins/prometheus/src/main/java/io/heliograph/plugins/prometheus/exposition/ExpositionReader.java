package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import org.jspecify.annotations.Nullable;

/// Reads one format of one target, again and again. Confined to one thread at a time.
///
/// *All or nothing.* Samples are kept in columns until the whole text is read, since one fault spoils it. Only then
/// do they become rows ([Mapping]).
abstract sealed class ExpositionReader permits LineReader, ProtobufReader {
    private static final byte[] NOTHING = {};

    final SeriesMemory memory;
    final Reading settings;
    private final @Nullable Conversion conversion;

    // of the present pass
    byte[] text = NOTHING;
    int at;
    int limit;

    ExpositionReader(SeriesMemory memory, Reading settings) {
        this.memory = memory;
        this.settings = settings;
        this.conversion = settings.converts() ? new Conversion(memory, settings.keepsClassic()) : null;
    }

    /// The number of the present pass, from 1.
    int pass() {
        return memory.pass();
    }

    /// How many series are known.
    int knownSeries() {
        return memory.knownSeries();
    }

    /// Reads a text.
    ///
    /// @param into takes the samples
    /// @param out makes the handles of new series
    /// @return the lines that were skipped, as [Strictness#LENIENT] has it
    /// @throws ParseException for the first fault
    Faults read(ByteSource source, Samples into, Accumulator out) throws ParseException {
        text = source.array();
        at = source.offset();
        limit = source.end();
        memory.begin();
        Faults faults = new Faults(source);
        boolean whole = false;
        try {
            whole = conversion == null ? read(into, out, faults) : convert(conversion, into, out, faults);
        } finally {
            text = NOTHING;
            memory.end(whole, into.scraped() + into.held());
        }
        if (!whole) {
            faults.check();
        }
        return faults;
    }

    private boolean convert(Conversion by, Samples into, Accumulator out, Faults faults) {
        into.hold(pass());
        boolean whole = read(into, out, faults);
        if (!whole) {
            return false;
        }
        try {
            by.convert(into, out);
            return true;
        } catch (Fault fault) {
            faults.add(fault);
            return false;
        }
    }

    /// Lets a pass go by in which the target had nothing to say.
    void readNothing() {
        memory.begin();
        memory.endEmpty();
    }

    /// Reads from [#at] to [#limit]; false where it came to nothing.
    abstract boolean read(Samples into, Accumulator out, Faults faults);

    /// Takes a sample.
    final void add(Samples into, Entry entry, double value, long millis) {
        if (entry.role() != Role.NOWHERE) {
            into.add(entry, value, settings.ignoresTimes() ? Samples.NO_TIME : millis);
        }
    }
}
