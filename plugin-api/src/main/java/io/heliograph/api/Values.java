package io.heliograph.api;

/// Values in their 64-bit form and as objects.
final class Values {
    private static final double TWO_TO_64 = 0x1p64;

    private Values() {}

    static double toDouble(FieldKind kind, long bits) {
        return switch (kind) {
            case DOUBLE -> Double.longBitsToDouble(bits);
            case LONG -> bits;
            case UNSIGNED -> unsignedToDouble(bits);
            case BOOLEAN, TEXT, HISTOGRAM -> Double.NaN;
        };
    }

    static double unsignedToDouble(long bits) {
        return bits >= 0 ? bits : bits + TWO_TO_64;
    }

    static Object boxed(FieldKind kind, long bits) {
        return switch (kind) {
            case DOUBLE -> Double.longBitsToDouble(bits);
            case LONG -> bits;
            case UNSIGNED -> new Unsigned(bits);
            case BOOLEAN -> bits != 0;
            case TEXT, HISTOGRAM -> throw new IllegalArgumentException(kind + " is an object");
        };
    }
}
