package io.heliograph.core.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Field keys by the bytes that stand for them in a text, so that equal keys are one string. Confined to one thread.
///
/// Emptied when it has grown past [#MOST], as keys may be made of data. A lookup allocates nothing.
final class KeyTable {
    private static final int MOST = 1 << 13;

    private byte[] @Nullable [] texts = new byte[64][];
    private @Nullable String[] keys = new String[64];
    private int size;

    /// The key that these bytes stand for, or null.
    @Nullable
    String find(byte[] text, int from, int to, int hash) {
        int mask = keys.length - 1;
        for (int slot = mixed(hash) & mask; ; slot = slot + 1 & mask) {
            byte[] known = texts[slot];
            if (known == null) {
                return null;
            }
            if (Arrays.equals(known, 0, known.length, text, from, to)) {
                return keys[slot];
            }
        }
    }

    /// Keeps a key that [#find] did not find.
    void add(byte[] text, int from, int to, int hash, String key) {
        if (size == MOST) {
            texts = new byte[64][];
            keys = new String[64];
            size = 0;
        } else if (2 * size >= keys.length) {
            grow();
        }
        insert(Arrays.copyOfRange(text, from, to), mixed(hash), key);
    }

    private void insert(byte[] text, int mixed, String key) {
        int mask = keys.length - 1;
        int slot = mixed & mask;
        while (texts[slot] != null) {
            slot = slot + 1 & mask;
        }
        texts[slot] = text;
        keys[slot] = key;
        size++;
    }

    private void grow() {
        byte[] @Nullable [] oldTexts = texts;
        @Nullable String[] oldKeys = keys;
        texts = new byte[2 * oldKeys.length][];
        keys = new String[2 * oldKeys.length];
        size = 0;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            byte[] text = oldTexts[slot];
            String key = oldKeys[slot];
            if (text != null && key != null) {
                insert(text, mixed(LineBytes.hash(text)), key);
            }
        }
    }

    private static int mixed(int hash) {
        int spread = hash * 0x9e37_79b9;
        return spread ^ spread >>> 15;
    }
}
