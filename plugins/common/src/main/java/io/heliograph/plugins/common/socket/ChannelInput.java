package io.heliograph.plugins.common.socket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.IntSupplier;

/// Reads a channel that does not block, and waits where nothing is there.
final class ChannelInput extends InputStream {
    private final SocketChannel channel;
    private final IntSupplier timeoutMillis;

    ChannelInput(SocketChannel channel, IntSupplier timeoutMillis) {
        this.channel = channel;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer room = ByteBuffer.wrap(bytes, offset, length);
        int read = channel.read(room);
        while (read == 0) {
            Readiness.await(channel, SelectionKey.OP_READ, timeoutMillis.getAsInt());
            read = channel.read(room);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
