package io.heliograph.plugins.host.proc;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One file at a time, read whole into an array that is kept, and gone through line by line and word by word.
///
/// Files of /proc say 0 for their size and may be named pipes in tests, so they are opened once and read to the end.
/// Words are separated by blanks and tabs, lines end in `\n`. Nothing is allocated per line or word but what
/// [#word] and [#rest] return. Confined to one thread.
public final class ProcFile {
    private static final int FIRST_ROOM = 4096;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int size;
    private String path = "";
    private int line;
    private int lineStart;
    private int lineEnd;
    private int wordStart;
    private int wordEnd;

    /// Reads a file and goes before its first line.
    ///
    /// @throws FileNotFoundException where it is not there, or must not be read
    public void read(String file) throws IOException {
        path = file;
        size = 0;
        line = 0;
        lineEnd = -1;
        wordEnd = 0;
        try (FileInputStream in = new FileInputStream(file)) {
            int got = in.read(bytes, 0, bytes.length);
            while (got > 0) {
                size += got;
                if (size == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * size);
                }
                got = in.read(bytes, size, bytes.length - size);
            }
        }
    }

    /// Reads a file as [#read] does, unless it is not there or cannot be read.
    ///
    /// @return whether it was read
    public boolean readIfThere(String file) {
        try {
            read(file);
            return true;
        } catch (IOException notThere) {
            size = 0;
            return false;
        }
    }

    /// The whole file as text without the blanks around it.
    public String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8).strip();
    }

    /// The array that the file was read into; the first [#size] bytes are its content.
    public byte[] array() {
        return bytes;
    }

    /// The number of bytes.
    public int size() {
        return size;
    }

    /// Goes to the next line and before its first word.
    ///
    /// @return whether there is one
    public boolean nextLine() {
        lineStart = lineEnd + 1;
        if (lineStart >= size) {
            return false;
        }
        int end = lineStart;
        while (end < size && bytes[end] != '\n') {
            end++;
        }
        lineEnd = end;
        wordEnd = lineStart;
        line++;
        return true;
    }

    /// Goes to the next word of the line.
    ///
    /// @return whether there is one
    public boolean nextWord() {
        int at = wordEnd;
        while (at < lineEnd && isBlank(bytes[at])) {
            at++;
        }
        wordStart = at;
        while (at < lineEnd && !isBlank(bytes[at])) {
            at++;
        }
        wordEnd = at;
        return wordEnd > wordStart;
    }

    /// Goes over some words of the line, and to the one after them.
    ///
    /// @return whether there is one
    public boolean skipWords(int count) {
        for (int i = 0; i < count; i++) {
            if (!nextWord()) {
                return false;
            }
        }
        return nextWord();
    }

    /// Goes to the last such byte of the line, to go on after it.
    ///
    /// @return whether there is one
    public boolean skipPastLast(char mark) {
        for (int at = lineEnd - 1; at >= wordEnd; at--) {
            if (bytes[at] == mark) {
                wordStart = at + 1;
                wordEnd = at + 1;
                return true;
            }
        }
        return false;
    }

    /// Ends the present word before the last such byte, so that `eth0:123` gives `eth0` and then `123`.
    public void cutWordAtLast(char mark) {
        for (int at = wordEnd - 1; at >= wordStart; at--) {
            if (bytes[at] == mark) {
                bytes[at] = ' ';
                wordEnd = at;
                return;
            }
        }
    }

    /// Makes the whole line the present word.
    public void takeLine() {
        wordStart = lineStart;
        wordEnd = lineEnd;
    }

    /// Makes the first words of the line the present word, with the blanks between them.
    public void takeWords(int count) {
        skipWords(count - 1);
        wordStart = lineStart;
    }

    /// Whether the present word is this one, in ASCII.
    public boolean wordIs(String ascii) {
        return wordEnd - wordStart == ascii.length() && wordStarts(ascii);
    }

    /// Whether the present word starts with this, in ASCII.
    public boolean wordStarts(String ascii) {
        if (wordEnd - wordStart < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[wordStart + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the present word is just these bytes.
    boolean wordIs(byte[] expected) {
        return Arrays.equals(bytes, wordStart, wordEnd, expected, 0, expected.length);
    }

    /// A copy of the bytes of the present word.
    byte[] wordBytes() {
        return Arrays.copyOfRange(bytes, wordStart, wordEnd);
    }

    /// The first byte of the present word, which must not be empty.
    public byte firstByte() {
        return bytes[wordStart];
    }

    /// The last byte of the present word, which must not be empty.
    public byte lastByte() {
        return bytes[wordEnd - 1];
    }

    /// The present word as text.
    public String word() {
        return new String(bytes, wordStart, wordEnd - wordStart, StandardCharsets.UTF_8);
    }

    /// What follows the present word on its line, without the blanks around it.
    public String rest() {
        return new String(bytes, wordEnd, lineEnd - wordEnd, StandardCharsets.UTF_8).strip();
    }

    /// Whether the present word is a whole number.
    public boolean wordIsNumber() {
        int at = wordStart < wordEnd && bytes[wordStart] == '-' ? wordStart + 1 : wordStart;
        if (at == wordEnd) {
            return false;
        }
        while (at < wordEnd && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at == wordEnd;
    }

    /// The present word as a whole number; one of 2^63 or more as its unsigned bits.
    ///
    /// @throws ProcFormatException where it is none
    public long number() throws ProcFormatException {
        if (!wordIsNumber()) {
            throw problem("not a number: '" + word() + "'");
        }
        boolean negative = bytes[wordStart] == '-';
        long value = 0;
        for (int at = negative ? wordStart + 1 : wordStart; at < wordEnd; at++) {
            value = 10 * value + (bytes[at] - '0');
        }
        return negative ? -value : value;
    }

    /// The next word as a whole number.
    ///
    /// @throws ProcFormatException where there is none
    public long nextNumber() throws ProcFormatException {
        nextWord();
        return number();
    }

    /// The next word as a floating point number.
    ///
    /// @throws ProcFormatException where there is none
    public double nextDouble() throws ProcFormatException {
        nextWord();
        try {
            return Double.parseDouble(word());
        } catch (NumberFormatException notOne) {
            throw problem("not a number: '" + word() + "'");
        }
    }

    /// The next word as a hexadecimal number of up to 64 bits.
    ///
    /// @throws ProcFormatException where there is none
    public long nextHex() throws ProcFormatException {
        nextWord();
        long value = 0;
        for (int at = wordStart; at < wordEnd; at++) {
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0) {
                throw problem("not a hexadecimal number: '" + word() + "'");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /// The one number that a file holds.
    ///
    /// @throws IOException where it cannot be read, or holds something else
    public long numberIn(String file) throws IOException {
        read(file);
        nextLine();
        return nextNumber();
    }

    /// A problem with the present line.
    public ProcFormatException problem(String what) {
        return new ProcFormatException(path, line, what);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
