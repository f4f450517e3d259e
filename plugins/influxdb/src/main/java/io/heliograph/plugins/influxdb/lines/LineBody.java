package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Serializer;
import io.heliograph.plugins.common.gzip.FastGzip;
import io.heliograph.plugins.common.http.HttpBody;
import org.jspecify.annotations.Nullable;

/// Makes bodies of rows. Its buffers are used again: a body is good until the next one is made.
final class LineBody {
    private final Serializer serializer;
    private final @Nullable FastGzip gzip;
    private final ByteSink lines = new ByteSink(64 * 1024);
    private final ByteSink packed = new ByteSink();
    private long madeBytes;

    LineBody(Serializer serializer, ContentEncoding encoding) {
        this.serializer = serializer;
        this.gzip = encoding == ContentEncoding.GZIP ? new FastGzip() : null;
    }

    /// Writes rows as lines; those that line protocol cannot carry are rejected.
    ///
    /// @return an empty body where there is no line
    HttpBody of(Rows rows, Tally tally) {
        lines.clear();
        serializer.serialize(rows.batch(), lines);
        lines.leftOut().forEach((row, reason) -> tally.reject(rows.origin(row), reason));
        ByteSink sent = lines.size() == 0 || gzip == null ? lines : packed(gzip);
        madeBytes += sent.size();
        return new HttpBody(sent.array(), 0, sent.size());
    }

    private ByteSink packed(FastGzip with) {
        packed.clear();
        with.pack(lines.array(), 0, lines.size(), packed);
        return packed;
    }

    /// The size of all bodies made so far.
    long madeBytes() {
        return madeBytes;
    }

    /// The line of one row without its end; empty where there is none. For messages about lines.
    String line(Rows rows, int row) {
        lines.clear();
        serializer.serialize(rows.batch().slice(row, row + 1), lines);
        return lines.toString().strip();
    }

    boolean isPacked() {
        return gzip != null;
    }
}
