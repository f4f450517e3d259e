package io.heliograph.plugins.common.gzip;

import io.heliograph.api.ByteSink;
import java.util.zip.CRC32;

/// Packs bytes as gzip (RFC 1952), for bodies in which lines resemble those before them: line protocol, exposition
/// text, JSON. What zlib's level 1 makes of such a body is about as large and takes two to three times the CPU.
///
/// *Structure.* [Matches] replaces what was there before by references, [Block] writes these with Huffman codes
/// ([HuffmanCode]) made for each block of up to [Matches#BLOCK_TOKENS] of them, [BitSink] puts bits into bytes. A block
/// that would not get smaller is stored as it is.
///
/// Holds about 200 KiB, all of it in the heap. Used by one thread at a time; it may be used again and again.
public final class FastGzip {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    private final Matches matches = new Matches();
    private final Block block = new Block();
    private final CRC32 crc = new CRC32();

    /// Appends a whole gzip member.
    public void pack(byte[] plain, int offset, int length, ByteSink out) {
        out.put(HEADER);
        BitSink bits = new BitSink(out);
        matches.begin(plain, offset, length);
        do {
            int from = matches.position();
            matches.fill();
            block.put(matches, plain, from, bits);
        } while (!matches.atEnd());
        bits.align();
        crc.reset();
        crc.update(plain, offset, length);
        bits.putInt((int) crc.getValue());
        bits.putInt(length);
    }
}
