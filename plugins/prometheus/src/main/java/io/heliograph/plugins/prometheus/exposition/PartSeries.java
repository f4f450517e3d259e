package io.heliograph.plugins.prometheus.exposition;

import java.util.Arrays;

/// Writes the series of a part (a bucket, a count, a sum) as the text format would have it, so that parts are looked up
/// by their bytes like any series. Used again and again; allocates nothing once it has its room.
final class PartSeries {
    private byte[] bytes = new byte[256];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /// The series of `text` with a suffix to its name.
    void set(byte[] text, int from, int to, String suffix) {
        size = 0;
        int name = Suffix.nameEnd(text, from, to);
        put(text, from, name);
        put(suffix);
        put(text, name, to);
    }

    /// The same with one more label.
    void set(byte[] text, int from, int to, String suffix, String label, byte[] value, int valueFrom, int valueTo) {
        set(text, from, to, suffix);
        boolean braced = bytes[size - 1] == '}';
        if (braced) {
            size--;
        } else {
            put('{');
        }
        if (bytes[size - 1] != '{' && bytes[size - 1] != ',') {
            put(',');
        }
        put(label);
        put('=');
        put('"');
        put(value, valueFrom, valueTo);
        put('"');
        put('}');
    }

    /// Begins a series with the bytes of a name and a suffix.
    void begin(byte[] name, int from, int to, String suffix) {
        size = 0;
        if (isBare(name, from, to)) {
            put(name, from, to);
            put(suffix);
            put('{');
        } else {
            put('{');
            put('"');
            putEscaped(name, from, to);
            put(suffix);
            put('"');
        }
    }

    /// Adds a label.
    void label(byte[] text, int from, int to, int valueFrom, int valueTo) {
        comma();
        if (isBare(text, from, to) && !contains(text, from, to, ':')) {
            put(text, from, to);
        } else {
            put('"');
            putEscaped(text, from, to);
            put('"');
        }
        put('=');
        put('"');
        putEscaped(text, valueFrom, valueTo);
        put('"');
    }

    /// Adds a label of plain texts.
    void label(String key, String value) {
        comma();
        put(key);
        put('=');
        put('"');
        put(value);
        put('"');
    }

    /// Ends the series.
    void end() {
        put('}');
    }

    private void comma() {
        if (bytes[size - 1] != '{') {
            put(',');
        }
    }

    private static boolean isBare(byte[] name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!SeriesText.isNamePart(name[i])) {
                return false;
            }
        }
        return to > from && (name[from] < '0' || name[from] > '9');
    }

    private static boolean contains(byte[] text, int from, int to, char c) {
        for (int i = from; i < to; i++) {
            if (text[i] == c) {
                return true;
            }
        }
        return false;
    }

    private void putEscaped(byte[] text, int from, int to) {
        reserve(2 * (to - from));
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == '\\' || b == '"' || b == '\n') {
                bytes[size++] = '\\';
                b = b == '\n' ? (byte) 'n' : b;
            }
            bytes[size++] = b;
        }
    }

    private void put(byte[] text, int from, int to) {
        reserve(to - from);
        System.arraycopy(text, from, bytes, size, to - from);
        size += to - from;
    }

    /// Puts ASCII.
    private void put(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void put(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
