package io.heliograph.testkit.cases;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Protocol Buffers of any message as text, for golden files: a line for each field with its number, and messages
/// indented. What has a length is a text where all of it can be printed, else a message where it reads as one, else
/// hexadecimal. Eight bytes are shown as a double.
final class ProtobufText {
    private static final int MOST_DEPTH = 8;

    private ProtobufText() {}

    static String of(byte[] message) {
        String text = message(message, "");
        return text == null ? hex(message) + '\n' : text;
    }

    /// Snappy's block format unpacked; of a test's own output, so that nothing is checked.
    static byte[] unpacked(byte[] snappy) {
        ByteBuffer in = ByteBuffer.wrap(snappy).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) varint(in));
        while (in.hasRemaining()) {
            int tag = in.get() & 0xff;
            int size = tag >>> 2;
            switch (tag & 3) {
                case 0 -> {
                    byte[] literal = new byte[1 + (size < 60 ? size : number(in, size - 59))];
                    in.get(literal);
                    out.writeBytes(literal);
                }
                case 1 -> copy(out, tag >>> 5 << 8 | in.get() & 0xff, 4 + (size & 7));
                case 2 -> copy(out, number(in, 2), 1 + size);
                default -> copy(out, number(in, 4), 1 + size);
            }
        }
        return out.toByteArray();
    }

    private static int number(ByteBuffer in, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (in.get() & 0xff) << 8 * i;
        }
        return number;
    }

    private static void copy(ByteArrayOutputStream out, int distance, int length) {
        for (int i = 0; i < length; i++) {
            out.write(out.toByteArray()[out.size() - distance]);
        }
    }

    private static @Nullable String message(byte[] bytes, String indent) {
        StringBuilder text = new StringBuilder();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (in.hasRemaining()) {
                long tag = varint(in);
                String value = tag >>> 3 == 0 ? null : value(in, (int) tag & 7, indent);
                if (value == null) {
                    return null;
                }
                text.append(indent).append(tag >>> 3).append(value).append('\n');
            }
        } catch (BufferUnderflowException | NegativeArraySizeException other) {
            return null;
        }
        return text.toString();
    }

    private static @Nullable String value(ByteBuffer in, int wireType, String indent) {
        return switch (wireType) {
            case 0 -> ": " + varint(in);
            case 1 -> ": " + in.getDouble();
            case 2 -> {
                long length = varint(in);
                if (length > in.remaining()) {
                    yield null;
                }
                byte[] content = new byte[(int) length];
                in.get(content);
                yield content(content, indent);
            }
            default -> null;
        };
    }

    private static String content(byte[] bytes, String indent) {
        if (isPrintable(bytes)) {
            return ": \"" + new String(bytes, StandardCharsets.US_ASCII) + '"';
        }
        String inner = indent.length() < 2 * MOST_DEPTH ? message(bytes, indent + "  ") : null;
        return inner == null ? ": " + hex(bytes) : " {\n" + inner + indent + '}';
    }

    private static boolean isPrintable(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }
}
