package io.heliograph.testkit.recorded;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The server's side of MySQL's protocol, as far as text results need it.
final class MysqlPackets {
    /// Long password, long flag, database at log-in, protocol 4.1, transactions, secure connection, results in a row,
    /// named authentication.
    private static final int CAPABILITIES = 0x1 | 0x4 | 0x8 | 0x200 | 0x2000 | 0x8000 | 0x20000 | 0x80000;

    private static final int UTF8 = 45;
    private static final int AUTOCOMMIT = 2;

    private final InputStream in;
    private final OutputStream out;
    private int sequence;

    MysqlPackets(InputStream in, OutputStream out) {
        this.in = in;
        this.out = new BufferedOutputStream(out);
    }

    static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    byte[] readCommand() throws IOException {
        sequence = 0;
        return read();
    }

    byte[] read() throws IOException {
        byte[] head = in.readNBytes(4);
        if (head.length < 4) {
            throw new EOFException();
        }
        sequence = (head[3] & 0xff) + 1;
        return in.readNBytes(head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16);
    }

    void flush() throws IOException {
        out.flush();
    }

    private void write(Body body) throws IOException {
        byte[] bytes = body.toByteArray();
        out.write(bytes.length);
        out.write(bytes.length >> 8);
        out.write(bytes.length >> 16);
        out.write(sequence++);
        out.write(bytes);
    }

    void greet() throws IOException {
        Body body = new Body();
        body.number(10, 1).terminated("8.0.36-recorded").number(7, 4).terminated("saltsalt");
        body.number(CAPABILITIES, 2)
                .number(UTF8, 1)
                .number(AUTOCOMMIT, 2)
                .number(CAPABILITIES >>> 16, 2)
                .number(21, 1);
        body.number(0, 8).number(0, 2).terminated("saltsaltsalt").terminated("mysql_native_password");
        write(body);
        flush();
    }

    void writeOk() throws IOException {
        write(new Body().number(0, 3).number(AUTOCOMMIT, 2).number(0, 2));
    }

    /// Asks the client for a file of its own, as `LOAD DATA LOCAL` does, and reads what it sends until the empty
    /// packet.
    byte[] fetch(String file) throws IOException {
        write(new Body().number(0xfb, 1).plain(file));
        flush();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (byte[] part = read(); part.length > 0; part = read()) {
            sent.writeBytes(part);
        }
        return sent.toByteArray();
    }

    void writeError(int code, String state, String message) throws IOException {
        write(new Body().number(0xff, 1).number(code, 2).plain("#" + state + message));
    }

    /// Asks the client for one of its files, as an answer to `LOAD DATA LOCAL` does.
    void writeFileRequest(String file) throws IOException {
        write(new Body().number(0xfb, 1).plain(file));
    }

    void writeResult(String[] columns, List<String[]> rows) throws IOException {
        write(new Body().number(columns.length, 1));
        for (String column : columns) {
            writeColumn(column.split(":"));
        }
        writeEnd();
        for (String[] row : rows) {
            Body body = new Body();
            for (String value : row) {
                body.value(value);
            }
            write(body);
        }
        writeEnd();
    }

    private void writeColumn(String[] column) throws IOException {
        Body body = new Body();
        body.value("def").value("").value("").value("").value(column[0]).value(column[0]);
        body.number(12, 1).number(UTF8, 2).number(255, 4).number(type(column.length > 1 ? column[1] : "VARCHAR"), 1);
        write(body.number(0, 2).number(0, 1).number(0, 2));
    }

    private static int type(String name) {
        return switch (name) {
            case "INT" -> 3;
            case "DOUBLE" -> 5;
            case "BIGINT" -> 8;
            default -> 253;
        };
    }

    private void writeEnd() throws IOException {
        write(new Body().number(0xfe, 1).number(0, 2).number(AUTOCOMMIT, 2));
    }

    /// What is in a packet.
    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body number(long value, int size) {
            for (int i = 0; i < size; i++) {
                bytes.write((int) (value >>> 8 * i));
            }
            return this;
        }

        Body plain(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Body terminated(String text) {
            return plain(text).number(0, 1);
        }

        Body value(String text) {
            if (text.equals("\\N")) {
                return number(0xfb, 1);
            }
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            return (length < 251 ? number(length, 1) : number(0xfc, 1).number(length, 2)).plain(text);
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
