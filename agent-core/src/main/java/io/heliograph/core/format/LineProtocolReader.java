package io.heliograph.core.format;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.HostAccumulator;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads line protocol from bytes. Confined to one thread.
///
/// The grammar is that of InfluxData's line-protocol library, whose corpus is the test: `measurement{,tag=value} SP+
/// field=value{,field=value} [SP+ time] SP* EOL`. Lines may begin with spaces and end in CR LF; blank lines and those
/// that begin with `#` are skipped. A backslash is taken away before space, comma and (not in measurements) `=`; in a
/// quoted text before `"` and `\`; anywhere else it stands for itself. Quoted texts may go over lines. Control
/// characters stand in quoted texts only, and names and texts are UTF-8.
///
/// Cost: one pass over the bytes. `measurement,tags` is hashed while its end is looked for, and then found again in a
/// [SeriesTable]; only the first sight of a series takes it apart. Field keys go the same way through a [KeyTable]. A
/// known series with known keys allocates nothing but its text values. What is malformed in a series is found when it
/// is taken apart, which happens each time, as it is never kept.
final class LineProtocolReader {
    private final SeriesTable known;
    private final KeyTable keys = new KeyTable();
    private final TimestampUnit unit;
    private byte[] text = new byte[0];
    private int at;
    private int end;
    private int line;
    private int lineStart;
    private String[] put = new String[16]; // the keys of the open row
    private int putCount;
    private int textLeft; // of the open row

    LineProtocolReader(SeriesTable known, TimestampUnit unit) {
        this.known = known;
        this.unit = unit;
    }

    /// Begins a text.
    void begin(byte[] bytes, int from, int to) {
        text = bytes;
        at = from;
        end = to;
        line = 1;
        lineStart = from;
    }

    /// Forgets the text, which belongs to the caller.
    void finish() {
        text = new byte[0];
    }

    /// Goes on to the next row; false at the end of the text.
    boolean next() throws LineFault {
        while (at < end) {
            switch (text[at]) {
                case ' ' -> at++;
                case '\n' -> endLine();
                case '\r' -> {
                    if (!atEndOfLine()) {
                        throw fault("a carriage return without a line feed");
                    }
                }
                case '#' -> skipComment();
                default -> {
                    return true;
                }
            }
        }
        return false;
    }

    private void skipComment() throws LineFault {
        while (at < end && !LineBytes.isControl(text[at])) {
            at++;
        }
        if (!atEndOfLine()) {
            throw fault("a control character in a comment");
        }
    }

    /// Goes on behind the end of the line at which a fault was found.
    void skipLine() {
        while (at < end && text[at] != '\n') {
            at++;
        }
        if (at < end) {
            endLine();
        }
    }

    /// Reads a row and emits it.
    ///
    /// @param defaultNanos the time of a row that has none
    void emitRow(Accumulator out, long defaultNanos) throws LineFault {
        Series series = series(out);
        skipSpaces();
        Row row = out.row(series);
        putCount = 0;
        textLeft = HostAccumulator.MOST_TEXT;
        try {
            readField(row);
            while (at < end && text[at] == ',') {
                at++;
                readField(row);
            }
            row.at(time(defaultNanos));
        } catch (LineFault fault) {
            forget(row);
            throw fault;
        } catch (IllegalArgumentException tooMuch) { // more fields than a row may have
            forget(row);
            throw fault(String.valueOf(tooMuch.getMessage()));
        }
        row.emit();
    }

    /// Empties and closes a row: one without fields is not emitted.
    private void forget(Row row) {
        for (int i = 0; i < putCount; i++) {
            row.remove(put[i]);
        }
        row.emit();
    }

    private Series series(Accumulator out) throws LineFault {
        int from = at;
        int hash = 0;
        while (at < end && text[at] != ' ' && !LineBytes.isControl(text[at])) {
            if (text[at] == '\\' && at + 1 < end && LineBytes.isEscapable(text[at + 1])) {
                hash = 31 * hash + '\\';
                at++;
            }
            hash = 31 * hash + text[at++];
        }
        Series found = known.find(text, from, at, hash);
        if (found == null) {
            found = resolve(out, from, at);
            known.add(text, from, at, hash, found);
        }
        if (at == end || text[at] != ' ') {
            boolean isEnd = at == end || text[at] == '\n' || text[at] == '\r';
            throw isEnd ? fault("no fields") : unexpected("after the tags");
        }
        return found;
    }

    /// Takes `measurement,key=value,…` apart.
    private Series resolve(Accumulator out, int from, int to) throws LineFault {
        int stop = nameEnd(from, to, true);
        if (stop == from) {
            throw fault(from, from < end ? "no measurement but " + shown(from) : "no measurement");
        }
        String measurement = name(from, stop, true);
        String[] pairs = new String[8];
        int count = 0;
        while (stop < to) {
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * count);
            }
            int keyFrom = stop + 1;
            int keyTo = nameEnd(keyFrom, to, false);
            int valueTo = checkedTag(keyFrom, keyTo, to);
            pairs[count++] = name(keyFrom, keyTo, false);
            pairs[count++] = name(keyTo + 1, valueTo, false);
            stop = valueTo;
        }
        return series(out, measurement, Arrays.copyOf(pairs, count), from);
    }

    /// The end of the value of the tag whose key is given.
    private int checkedTag(int keyFrom, int keyTo, int to) throws LineFault {
        if (keyTo == keyFrom) {
            throw fault(keyFrom, "no tag key behind the comma");
        }
        if (keyTo == to || text[keyTo] != '=') {
            throw fault(keyTo, "no '=' after the tag key " + quoted(keyFrom, keyTo));
        }
        int valueTo = nameEnd(keyTo + 1, to, false);
        if (valueTo == keyTo + 1) {
            throw fault(valueTo, "the tag " + quoted(keyFrom, keyTo) + " has no value");
        }
        if (valueTo < to && text[valueTo] == '=') {
            throw fault(valueTo, "a second '=' in the tag " + quoted(keyFrom, keyTo));
        }
        return valueTo;
    }

    private Series series(Accumulator out, String measurement, String[] pairs, int from) throws LineFault {
        TagSet tags = TagSet.of(pairs);
        if (2 * tags.size() != pairs.length) {
            throw fault(from, "the same tag key twice");
        }
        try {
            return out.series(measurement, tags);
        } catch (IllegalArgumentException tooLarge) {
            throw fault(from, String.valueOf(tooLarge.getMessage()));
        }
    }

    /// Where a name ends within `from` and `to`: before a comma, or `=` unless it is a measurement.
    private int nameEnd(int from, int to, boolean measurement) {
        int stop = from;
        while (stop < to) {
            byte b = text[stop];
            if (b == '\\' && stop + 1 < to && LineBytes.isEscapable(text[stop + 1])) {
                stop += measurement && text[stop + 1] == '=' ? 1 : 2;
            } else if (b == ',' || b == '=' && !measurement) {
                return stop;
            } else {
                stop++;
            }
        }
        return stop;
    }

    private String name(int from, int to, boolean measurement) throws LineFault {
        try {
            return LineBytes.name(text, from, to, measurement);
        } catch (CharacterCodingException notUtf8) {
            throw fault(from, "not UTF-8");
        }
    }

    private void readField(Row row) throws LineFault {
        String key = key();
        remember(key);
        if (at == end) {
            throw fault("no value of the field '" + key + "'");
        }
        byte first = text[at];
        if (first == '"') {
            row.put(key, fitting(quotedText()));
        } else if (first == 't' || first == 'T' || first == 'f' || first == 'F') {
            row.put(key, truth());
        } else if (first >= '0' && first <= '9' || first == '-' || first == '.') {
            readNumber(row, key);
        } else {
            throw fault("no number, quoted text or truth value but " + shown(at));
        }
        if (at < end && text[at] != ',' && !isBlank(text[at])) {
            throw unexpected("after the field '" + key + "'");
        }
    }

    /// What is larger would be refused without a word to the sender.
    private String fitting(String value) throws LineFault {
        textLeft -= value.length();
        if (textLeft < 0) {
            throw fault("more than " + HostAccumulator.MOST_TEXT + " characters of text in the fields");
        }
        return value;
    }

    private void remember(String key) {
        if (putCount == put.length) {
            put = Arrays.copyOf(put, 2 * putCount);
        }
        put[putCount++] = key;
    }

    private String key() throws LineFault {
        int from = at;
        int hash = 0;
        while (at < end && !endsKey(text[at])) {
            if (text[at] == '\\' && at + 1 < end && LineBytes.isEscapable(text[at + 1])) {
                hash = 31 * hash + '\\';
                at++;
            }
            hash = 31 * hash + text[at++];
        }
        if (at == from) {
            throw at == end ? fault("no field") : fault("no field key but " + shown(at));
        }
        if (at == end || text[at] != '=') {
            throw fault("no '=' after the field key " + quoted(from, at));
        }
        int to = at++;
        String found = keys.find(text, from, to, hash);
        return found == null ? newKey(from, to, hash) : found;
    }

    private String newKey(int from, int to, int hash) throws LineFault {
        String key = name(from, to, false);
        keys.add(text, from, to, hash, key);
        return key;
    }

    private static boolean endsKey(byte b) {
        return b == '=' || b == ',' || b == ' ' || LineBytes.isControl(b);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r';
    }

    private String quotedText() throws LineFault {
        int from = ++at;
        boolean escaped = false;
        int lines = 0;
        int lastLine = lineStart;
        for (; at < end && text[at] != '"'; at++) {
            if (text[at] == '\\' && at + 1 < end && (text[at + 1] == '"' || text[at + 1] == '\\')) {
                escaped = true;
                at++;
            } else if (text[at] == '\n') {
                lines++;
                lastLine = at + 1;
            }
        }
        if (at >= end) {
            at = from; // so that what comes behind the line is read: the quote may just be missing
            throw fault(from - 1, "no closing quote");
        }
        String value = text(from, at++, escaped);
        line += lines;
        lineStart = lastLine;
        return value;
    }

    private String text(int from, int to, boolean escaped) throws LineFault {
        try {
            return LineBytes.text(text, from, to, escaped);
        } catch (CharacterCodingException notUtf8) {
            throw fault(from, "not UTF-8");
        }
    }

    private boolean truth() throws LineFault {
        int from = at;
        int length = valueEnd() - from;
        boolean truth = (text[from] | 0x20) == 't';
        if (length == 1
                || is(from, truth ? "true" : "false")
                || is(from, truth ? "True" : "False")
                || is(from, truth ? "TRUE" : "FALSE")) {
            return truth;
        }
        throw fault(from, "no truth value: " + quoted(from, at) + " (one of t, true, f, false)");
    }

    private boolean is(int from, String word) {
        if (at - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void readNumber(Row row, String key) throws LineFault {
        int from = at;
        int to = valueEnd();
        switch (text[to - 1]) {
            case 'i' -> row.put(key, integer(from, to - 1));
            case 'u' -> row.putUnsigned(key, unsigned(from, to - 1));
            default -> row.put(key, floating(from, to));
        }
    }

    private long integer(int from, int to) throws LineFault {
        if (!Decimal.isInteger(text, from, to, true)) {
            throw fault(from, "not an integer: " + quoted(from, to));
        }
        if (Decimal.overflowsLong(text, from, to)) {
            throw fault(from, "beyond 64 bits: " + quoted(from, to));
        }
        return Decimal.integer(text, from, to);
    }

    private long unsigned(int from, int to) throws LineFault {
        if (!Decimal.isInteger(text, from, to, false)) {
            throw fault(from, "not an unsigned integer: " + quoted(from, to));
        }
        if (Decimal.overflowsUnsigned(text, from, to)) {
            throw fault(from, "beyond 64 bits: " + quoted(from, to));
        }
        return Decimal.integer(text, from, to);
    }

    private double floating(int from, int to) throws LineFault {
        long bits = Decimal.doubleBits(text, from, to);
        if (bits == Decimal.NO_NUMBER) {
            throw fault(from, "not a number: " + quoted(from, to));
        }
        double value = Double.longBitsToDouble(bits);
        if (Double.isInfinite(value)) {
            throw fault(from, "too large a number: " + quoted(from, to));
        }
        return value;
    }

    /// Goes to the end of a value that is not quoted.
    private int valueEnd() {
        while (at < end && text[at] != ',' && !isBlank(text[at])) {
            at++;
        }
        return at;
    }

    /// The time at the end of a row, where it has one; takes the end of the line too.
    private long time(long defaultNanos) throws LineFault {
        skipSpaces();
        if (atEndOfLine()) {
            return defaultNanos;
        }
        int from = at;
        while (at < end && (text[at] == '-' || text[at] >= '0' && text[at] <= '9')) {
            at++;
        }
        int to = at;
        if (to == from || at < end && !isBlank(text[at]) || !Decimal.isInteger(text, from, to, true)) {
            throw fault(from, "not a time: " + quoted(from, wordEnd(from)));
        }
        skipSpaces();
        if (!atEndOfLine()) {
            throw unexpected("after the time");
        }
        return nanos(from, to);
    }

    private int wordEnd(int from) {
        int stop = from;
        while (stop < end && !isBlank(text[stop])) {
            stop++;
        }
        return stop;
    }

    private long nanos(int from, int to) throws LineFault {
        long count = Decimal.integer(text, from, to);
        if (Decimal.overflowsLong(text, from, to) || unit.overflows(count)) {
            throw fault(from, "a time beyond 64 bits of nanoseconds: " + quoted(from, to));
        }
        return unit.toNanos(count);
    }

    private void skipSpaces() {
        while (at < end && text[at] == ' ') {
            at++;
        }
    }

    /// Takes the end of the line, or of the text, where it is here.
    private boolean atEndOfLine() {
        if (at == end) {
            return true;
        }
        if (text[at] == '\r') {
            if (at + 1 == end) {
                at++;
                return true;
            }
            if (text[at + 1] != '\n') {
                return false;
            }
            at++;
        }
        if (text[at] != '\n') {
            return false;
        }
        endLine();
        return true;
    }

    private void endLine() {
        at++;
        line++;
        lineStart = at;
    }

    private LineFault unexpected(String where) {
        return fault(at, "unexpected " + shown(at) + " " + where);
    }

    private LineFault fault(String what) {
        return fault(at, what);
    }

    private LineFault fault(int where, String what) {
        return new LineFault(line, "column " + (where - lineStart + 1) + ": " + what);
    }

    private String shown(int where) {
        byte b = text[where];
        return LineBytes.isControl(b) || b < 0 ? "byte " + (b & 0xff) : "'" + (char) b + "'";
    }

    private String quoted(int from, int to) {
        String excerpt = new String(text, from, Math.min(to - from, 40), StandardCharsets.UTF_8);
        return "'" + excerpt + (to - from > 40 ? "…" : "") + "'";
    }
}
