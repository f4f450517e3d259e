package io.heliograph.plugins.common.httpserver;

import io.heliograph.api.ByteSink;
import io.heliograph.plugins.common.http.GunzipStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The body of a request, read as a whole and unpacked (gzip). It holds a part of the budget until it is closed.
///
/// Nothing is allocated for a length that is only declared: it is compared with the limit first, and beyond 64 KiB room
/// grows, and is taken from the budget, as the bytes come.
public final class BodyText implements AutoCloseable {
    /// Bytes that may come out of any packed body, whatever its ratio.
    static final int FREE_BYTES = 1 << 20;

    /// Bytes that may come out of one byte beyond that. Line protocol packs at 5 to 20; a bomb at 1,000.
    static final int MOST_RATIO = 200;

    private static final int STEP_BYTES = 8 * 1024;
    private static final int FIRST_BYTES = 64 * 1024;

    private final ByteBudget budget;
    private final long limit;
    private final ByteSink bytes = new ByteSink(1);
    private long held;

    /// @param limit of the unpacked bytes
    public BodyText(ByteBudget budget, long limit) {
        this.budget = budget;
        this.limit = Math.min(limit, budget.limit());
    }

    /// Reads all of it.
    ///
    /// @throws HttpProblem 413 beyond the limit, 429 where the budget is used up, 415 for an unknown coding, 400 where
    ///     it is packed and broken
    /// @throws IOException where the connection ends
    public void read(Request request) throws IOException {
        boolean packed = isPacked(request.header("Content-Encoding"));
        if (request.length() > limit) {
            throw tooLarge();
        }
        int first = packed ? STEP_BYTES : firstBytes(request.length());
        hold(first);
        bytes.reserve(first);
        if (packed) {
            unpack(request.body());
        } else {
            fill(request.body());
        }
    }

    /// One byte more than declared, so that the end is seen without growth. What is declared and never sent takes
    /// little from the others.
    private static int firstBytes(long declared) {
        return Math.clamp(declared + 1, STEP_BYTES, FIRST_BYTES);
    }

    private static boolean isPacked(@Nullable String coding) throws HttpProblem {
        if (coding == null || coding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (coding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new HttpProblem(415, "content encoding '" + coding + "' is not supported (use gzip)");
    }

    private void unpack(InputStream body) throws IOException {
        Inflater inflater = new Inflater(true);
        Counted counted = new Counted(body);
        try {
            fill(new GunzipStream(counted, inflater, new byte[STEP_BYTES]), counted);
        } catch (ZipException broken) {
            throw new HttpProblem(400, String.valueOf(broken.getMessage()));
        } catch (EOFException shorter) {
            throw counted.ended ? new HttpProblem(400, String.valueOf(shorter.getMessage())) : shorter;
        } finally {
            inflater.end();
        }
    }

    private void fill(InputStream in) throws IOException {
        for (int got = some(in); got >= 0; got = some(in)) {
            if (bytes.size() > limit) {
                throw tooLarge();
            }
        }
    }

    private void fill(InputStream in, Counted packed) throws IOException {
        for (int got = some(in); got >= 0; got = some(in)) {
            if (bytes.size() > limit || bytes.size() > FREE_BYTES && bytes.size() > MOST_RATIO * packed.count) {
                throw tooLarge();
            }
        }
    }

    private static HttpProblem tooLarge() {
        return new HttpProblem(413, "http: request body too large");
    }

    private int some(InputStream in) throws IOException {
        if (bytes.array().length == bytes.size()) {
            hold(2L * bytes.size() + STEP_BYTES - held);
            bytes.reserve(STEP_BYTES);
        }
        int got = in.read(bytes.array(), bytes.size(), bytes.array().length - bytes.size());
        bytes.advance(Math.max(0, got));
        return got;
    }

    private void hold(long more) throws HttpProblem {
        if (more > 0) {
            if (held + more > budget.limit()) {
                throw tooLarge(); // it never fits: to say "come again" would be for ever
            }
            if (!budget.take(more)) {
                throw new HttpProblem(429, "too many bodies are under way", Duration.ofSeconds(1));
            }
            held += more;
        }
    }

    /// What was read.
    public ByteSink bytes() {
        return bytes;
    }

    @Override
    public void close() {
        budget.giveBack(held);
        held = 0;
    }

    /// Counts the packed bytes.
    private static final class Counted extends FilterInputStream {
        private long count;
        private boolean ended;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            count += Math.max(0, got);
            ended |= got < 0;
            return got;
        }
    }
}
