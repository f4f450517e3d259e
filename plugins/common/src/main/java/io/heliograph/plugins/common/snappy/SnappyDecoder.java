package io.heliograph.plugins.common.snappy;

import java.io.IOException;

/// Unpacks Snappy's block format, which may come from anywhere: nothing is allocated for a length that is declared but
/// cannot be.
public final class SnappyDecoder {
    /// A copy of two bytes makes eleven, one of three bytes 64.
    private static final int MOST_EXPANSION = 22;

    private final byte[] in;
    private final int end;
    private int from;
    private byte[] out = new byte[0];
    private int at;

    private SnappyDecoder(byte[] in, int offset, int length) {
        this.in = in;
        this.from = offset;
        this.end = offset + length;
    }

    /// The unpacked bytes.
    ///
    /// @param most how many these may be
    /// @throws IOException for more than that, and for everything that is not Snappy
    public static byte[] decode(byte[] packed, int offset, int length, int most) throws IOException {
        return new SnappyDecoder(packed, offset, length).decode(most);
    }

    private byte[] decode(int most) throws IOException {
        long declared = declared();
        if (declared > most) {
            throw new IOException("snappy: " + declared + " bytes declared, " + most + " allowed");
        }
        if (declared > (long) MOST_EXPANSION * (end - from)) {
            throw new IOException("snappy: " + (end - from) + " bytes cannot become " + declared);
        }
        out = new byte[(int) declared];
        while (from < end) {
            element(in[from++] & 0xff);
        }
        if (at < out.length) {
            throw new IOException("snappy: ends after " + at + " bytes of " + declared);
        }
        return out;
    }

    private long declared() throws IOException {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = next();
            length |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return length;
            }
        }
        throw new IOException("snappy: a length of more than five bytes");
    }

    private int next() throws IOException {
        if (from == end) {
            throw new IOException("snappy: ends within an element");
        }
        return in[from++] & 0xff;
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) next() << 8 * i;
        }
        return number;
    }

    private void element(int tag) throws IOException {
        int size = tag >>> 2;
        switch (tag & 3) {
            case 0 -> literal(1 + (size < 60 ? size : number(size - 59)));
            case 1 -> copy(tag >>> 5 << 8 | next(), 4 + (size & 7));
            case 2 -> copy(number(2), 1 + size);
            default -> copy(number(4), 1 + size);
        }
    }

    private void literal(long length) throws IOException {
        if (length > end - from || length > out.length - at) {
            throw new IOException("snappy: a literal of " + length + " bytes, where " + (end - from) + " are left");
        }
        System.arraycopy(in, from, out, at, (int) length);
        from += (int) length;
        at += (int) length;
    }

    private void copy(long distance, int length) throws IOException {
        if (distance == 0 || distance > at || length > out.length - at) {
            throw new IOException("snappy: a copy of " + length + " bytes from " + distance + " before, at " + at);
        }
        int source = at - (int) distance;
        for (int i = 0; i < length; i++) { // what is copied may reach into itself
            out[at + i] = out[source + i];
        }
        at += length;
    }
}
