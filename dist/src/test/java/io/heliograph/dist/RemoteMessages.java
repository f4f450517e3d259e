package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The messages of remote write 1.0 and of remote read, as far as samples go: Protocol Buffers packed with Snappy. They
/// come from programs under test that are trusted to end, so that nothing is checked.
final class RemoteMessages {
    private RemoteMessages() {}

    /// A request of remote write: `timeseries = 1`.
    static List<StoredSample> written(byte[] packed) {
        List<StoredSample> samples = new ArrayList<>();
        fields(unpacked(packed), field -> {
            if (field.number == 1) {
                series(field.bytes, samples);
            }
        });
        return samples;
    }

    /// An answer of remote read: `results = 1` with `timeseries = 1`.
    static List<StoredSample> read(byte[] packed) {
        List<StoredSample> samples = new ArrayList<>();
        fields(unpacked(packed), result -> fields(result.bytes, series -> series(series.bytes, samples)));
        return samples;
    }

    /// A request of remote read for all series that have a label.
    static byte[] query(long fromMillis, long toMillis, String label) {
        byte[] differsFromNothing = message(number(1, 1), bytes(2, label.getBytes(UTF_8)), bytes(3, new byte[0]));
        byte[] query = message(number(1, fromMillis), number(2, toMillis), bytes(3, differsFromNothing));
        return packed(bytes(1, query));
    }

    private static void series(byte[] message, List<StoredSample> into) {
        SortedMap<String, String> labels = new TreeMap<>();
        fields(message, field -> {
            if (field.number == 1) {
                label(field.bytes, labels);
            } else if (field.number == 2) {
                into.add(sample(labels, field.bytes));
            }
        });
    }

    private static void label(byte[] message, SortedMap<String, String> into) {
        String[] texts = {"", ""};
        fields(message, field -> texts[field.number - 1] = new String(field.bytes, UTF_8));
        into.put(texts[0], texts[1]);
    }

    private static StoredSample sample(SortedMap<String, String> labels, byte[] message) {
        long[] numbers = new long[2];
        fields(message, field -> numbers[field.number - 1] = field.value);
        return new StoredSample(labels, numbers[1], numbers[0]);
    }

    /// @param value of a number, the bits of a double
    /// @param bytes of what has a length, empty for numbers
    private record Field(int number, long value, byte[] bytes) {}

    private static void fields(byte[] message, Consumer<Field> each) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> each.accept(new Field(number, varint(in), new byte[0]));
                case 1 -> each.accept(new Field(number, in.getLong(), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    each.accept(new Field(number, 0, bytes));
                }
                default -> throw new AssertionError("tag " + tag);
            }
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static byte[] message(byte[]... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    private static byte[] number(int field, long value) {
        return message(new byte[] {(byte) (field << 3)}, varint(value));
    }

    private static byte[] bytes(int field, byte[] content) {
        return message(new byte[] {(byte) (field << 3 | 2)}, varint(content.length), content);
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        for (; rest >>> 7 != 0; rest >>>= 7) {
            out.write((int) (rest & 0x7f | 0x80));
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    /// Snappy's block format with one literal of up to 2^16 bytes.
    private static byte[] packed(byte[] content) {
        int last = content.length - 1;
        return message(varint(content.length), new byte[] {(byte) (61 << 2), (byte) last, (byte) (last >> 8)}, content);
    }

    private static byte[] unpacked(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        byte[] out = new byte[(int) varint(in)];
        int at = 0;
        while (in.hasRemaining()) {
            int tag = in.get() & 0xff;
            int size = tag >>> 2;
            int length = switch (tag & 3) {
                case 0 -> 1 + (size < 60 ? size : littleEndian(in, size - 59));
                case 1 -> 4 + (size & 7);
                default -> 1 + size;
            };
            switch (tag & 3) {
                case 0 -> in.get(out, at, length);
                case 1 -> copy(out, at, tag >>> 5 << 8 | in.get() & 0xff, length);
                case 2 -> copy(out, at, littleEndian(in, 2), length);
                default -> copy(out, at, littleEndian(in, 4), length);
            }
            at += length;
        }
        return out;
    }

    private static int littleEndian(ByteBuffer in, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (in.get() & 0xff) << 8 * i;
        }
        return number;
    }

    /// Byte by byte: what is copied may reach into what is being written.
    private static void copy(byte[] out, int at, int distance, int length) {
        for (int i = at; i < at + length; i++) {
            out[i] = out[i - distance];
        }
    }
}
