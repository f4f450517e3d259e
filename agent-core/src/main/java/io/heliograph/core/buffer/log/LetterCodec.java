package io.heliograph.core.buffer.log;

/// Writes dead letters as records of the log, and reads them: `time, varint of milliseconds · reason, text · the rows
/// as [RecordEncoder] has them`. Confined to the log's thread.
final class LetterCodec {
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDecoder decoder = new RecordDecoder();
    private final ByteReader in = new ByteReader();

    /// Adds a letter, in several records where one is too small.
    ///
    /// @param seq the number of its first row
    /// @return how many rows are left out, as one alone is too large for a record
    long encode(Letter letter, long seq, ByteWriter frames) {
        return encode(letter, 0, letter.rows().size(), seq, frames);
    }

    private long encode(Letter letter, int from, int to, long seq, ByteWriter frames) {
        int at = frames.size();
        frames.zeros(Frame.HEADER_BYTES);
        frames.varint(letter.epochMillis());
        frames.text(letter.reason());
        boolean fits = to - from <= RecordEncoder.MOST_ROWS && encoder.encode(letter.rows(), from, to, frames);
        if (fits && frames.size() - at - Frame.HEADER_BYTES <= RecordEncoder.MOST_BYTES) {
            Frame.finish(frames, at, Frame.LETTER, seq + from, to - from, encoder.minNanos(), encoder.maxNanos());
            return 0;
        }
        frames.truncate(at);
        if (to - from == 1) {
            return 1;
        }
        int middle = (from + to) >>> 1;
        return encode(letter, from, middle, seq, frames) + encode(letter, middle, to, seq, frames);
    }

    /// The letter that a scanner is at.
    Letter decode(FrameScanner scan) throws DamagedRecordException {
        int payload = scan.at() + Frame.HEADER_BYTES;
        int length = Frame.length(scan.bytes(), scan.at());
        if (Frame.type(scan.bytes(), scan.at()) != Frame.LETTER) {
            throw new DamagedRecordException("not a letter");
        }
        in.over(scan.bytes(), payload, length);
        long epochMillis = in.varint();
        String reason = in.text();
        int head = length - in.left();
        return new Letter(
                scan.seq(),
                epochMillis,
                reason,
                decoder.decode(scan.bytes(), payload + head, length - head, scan.rows()));
    }
}
