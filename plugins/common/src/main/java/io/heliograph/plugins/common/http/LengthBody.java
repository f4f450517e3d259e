package io.heliograph.plugins.common.http;

import java.io.IOException;

/// A body of a declared length.
final class LengthBody extends FramedBody {
    private final Connection wire;
    private final long declared;
    private long left;

    LengthBody(Connection wire, long declared) {
        this.wire = wire;
        this.declared = declared;
        this.left = declared;
    }

    @Override
    boolean isComplete() {
        return left == 0;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int got = wire.read(into, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw wire.cutShort("after " + (declared - left) + " of " + declared + " bytes of the body");
        }
        left -= got;
        return got;
    }
}
