package io.heliograph.plugins.common.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Unpacks gzip (RFC 1952), one member or several, with an inflater that is borrowed: `GZIPInputStream` makes its own,
/// which costs 40 KiB of native memory each time. Checks length and CRC of each member.
public final class GunzipStream extends InputStream {
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CRC = 2;

    private final InputStream in;
    private final Inflater inflater;
    private final byte[] packed;
    private final CRC32 crc = new CRC32();
    private final byte[] single = new byte[1];
    private int at;
    private int end;
    private boolean inMember;
    private boolean complete;

    /// @param in gives the packed bytes
    /// @param inflater takes raw deflate data; it stays the caller's
    /// @param packed room for packed bytes, as long as this is read
    public GunzipStream(InputStream in, Inflater inflater, byte[] packed) {
        this.in = in;
        this.inflater = inflater;
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (length > 0 && !complete) {
            if (!inMember && !beginMember()) {
                return -1;
            }
            int got = inflate(into, offset, length);
            if (inflater.finished()) {
                crc.update(into, offset, got);
                endMember();
            } else {
                crc.update(into, offset, got);
            }
            if (got > 0) {
                return got;
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            int got = inflater.inflate(into, offset, length);
            if (got == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw new ZipException("not gzip: a preset dictionary");
                }
                feed();
            }
            return got;
        } catch (DataFormatException broken) {
            ZipException failed = new ZipException("not gzip: " + broken.getMessage());
            failed.initCause(broken);
            throw failed;
        }
    }

    private void feed() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("the gzip data ends early");
        }
        inflater.setInput(packed, at, end - at);
        at = end;
    }

    private boolean fill() throws IOException {
        int got = in.read(packed, 0, packed.length);
        at = 0;
        end = Math.max(0, got);
        return got > 0;
    }

    /// Reads the header of a member; false at the end.
    private boolean beginMember() throws IOException {
        if (at == end && !fill()) {
            complete = true;
            return false;
        }
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new ZipException("not gzip: wrong first bytes");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        long sum = next4();
        long length = next4();
        if (sum != crc.getValue() || length != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("the gzip data is damaged: its checksum is wrong");
        }
        inMember = false;
    }

    private void skipText(int present) throws IOException {
        while (present != 0 && next() != 0) {
            // up to and with the zero
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private long next4() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("the gzip data ends early");
        }
        return packed[at++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
