package io.heliograph.core.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/// Lines on a socket.
final class Lines {
    private Lines() {}

    /// Reads up to the end of the line.
    ///
    /// @throws IOException where it is longer than so many bytes, or the other side ends before it does
    static String read(InputStream in, int mostBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            int end = 0;
            while (end < read && piece[end] != '\n') {
                end++;
            }
            line.write(piece, 0, end);
            if (end < read) {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() > mostBytes) {
                throw new IOException("a line of more than " + mostBytes + " bytes");
            }
        }
        throw new IOException("the other side has gone");
    }

    /// @return how many bytes
    static int write(WritableByteChannel to, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        return bytes.position();
    }
}
