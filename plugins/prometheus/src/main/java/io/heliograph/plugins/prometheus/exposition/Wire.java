package io.heliograph.plugins.prometheus.exposition;

/// Steps through the fields of a protobuf message: a tag, then a varint, 4 or 8 bytes, or a length and so many bytes.
///
/// A message within a message is read by setting [#limit] to its end; no length is believed that reaches beyond it.
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MOST_VARINT_BYTES = 10;

    private byte[] bytes = new byte[0];
    int at;
    int limit;
    /// The number of the field that [#next] stopped at.
    int field;
    /// The wire type of that field.
    int type;

    void set(byte[] message, int from, int before) {
        bytes = message;
        at = from;
        limit = before;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Reads the tag of the next field; false at the end of the message.
    boolean next() throws Fault {
        if (at >= limit) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        type = (int) tag & 7;
        if (tag >>> 32 != 0 || field == 0) {
            throw broken("a tag that is none");
        }
        return true;
    }

    /// Whether this is a field of a number and wire type.
    boolean is(int number, int wireType) {
        return field == number && type == wireType;
    }

    long varint() throws Fault {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            if (at >= limit) {
                throw broken("a number that does not end");
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << 7 * i;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number of more than " + MOST_VARINT_BYTES + " bytes");
    }

    /// A varint of a signed number, small ones first.
    long zigzag() throws Fault {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    double float64() throws Fault {
        if (limit - at < 8) {
            throw broken("a number that does not end");
        }
        long bits = 0;
        for (int i = 7; i >= 0; i--) {
            bits = bits << 8 | bytes[at + i] & 0xff;
        }
        at += 8;
        return Double.longBitsToDouble(bits);
    }

    /// Reads the length of a message or text; returns the offset after it. [#at] is at its beginning then.
    int end() throws Fault {
        long length = varint();
        if (length < 0 || length > limit - at) {
            throw broken("a length of " + Long.toUnsignedString(length) + " bytes where " + (limit - at) + " are left");
        }
        return at + (int) length;
    }

    /// Goes behind the value of a field.
    void skip() throws Fault {
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> jump(8);
            case BYTES -> at = end();
            case FIXED32 -> jump(4);
            default -> throw broken("the wire type " + type);
        }
    }

    private void jump(int length) throws Fault {
        if (limit - at < length) {
            throw broken("a number that does not end");
        }
        at += length;
    }

    private Fault broken(String what) {
        return new Fault(Fault.NOWHERE, "not protobuf: " + what + ", at byte " + at);
    }
}
