package io.heliograph.plugins.common.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.IntSupplier;

/// Writes a channel that does not block, and waits where it takes nothing.
final class ChannelOutput extends OutputStream {
    private final SocketChannel channel;
    private final IntSupplier timeoutMillis;

    ChannelOutput(SocketChannel channel, IntSupplier timeoutMillis) {
        this.channel = channel;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            if (channel.write(rest) == 0) {
                Readiness.await(channel, SelectionKey.OP_WRITE, timeoutMillis.getAsInt());
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
