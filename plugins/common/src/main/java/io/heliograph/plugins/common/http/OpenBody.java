package io.heliograph.plugins.common.http;

import java.io.IOException;

/// A body that ends with the connection.
final class OpenBody extends FramedBody {
    private final Connection wire;

    OpenBody(Connection wire) {
        this.wire = wire;
    }

    /// Never: no answer can follow on this connection.
    @Override
    boolean isComplete() {
        return false;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return wire.read(into, offset, length);
    }
}
