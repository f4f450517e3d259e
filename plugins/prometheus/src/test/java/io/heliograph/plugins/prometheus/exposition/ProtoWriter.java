package io.heliograph.plugins.prometheus.exposition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Writes protobuf for tests.
final class ProtoWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] delimited(ProtoWriter... messages) {
        ProtoWriter all = new ProtoWriter();
        for (ProtoWriter message : messages) {
            all.raw(message.out.size());
            all.out.writeBytes(message.bytes());
        }
        return all.bytes();
    }

    ProtoWriter varint(int field, long value) {
        raw(field << 3);
        raw(value);
        return this;
    }

    ProtoWriter zigzag(int field, long value) {
        return varint(field, value << 1 ^ value >> 63);
    }

    ProtoWriter float64(int field, double value) {
        raw(field << 3 | 1);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            out.write((int) (bits >>> 8 * i));
        }
        return this;
    }

    ProtoWriter text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    ProtoWriter bytes(int field, byte[] bytes) {
        raw(field << 3 | 2);
        raw(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    ProtoWriter message(int field, Consumer<ProtoWriter> content) {
        ProtoWriter inner = new ProtoWriter();
        content.accept(inner);
        return bytes(field, inner.bytes());
    }

    /// A message of two texts.
    ProtoWriter pair(int field, String name, String value) {
        return message(field, pair -> pair.text(1, name).text(2, value));
    }

    /// A moment.
    ProtoWriter moment(int field, long seconds, int nanos) {
        return message(field, moment -> moment.varint(1, seconds).varint(2, nanos));
    }

    private void raw(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
