package io.heliograph.plugins.common.http;

import io.heliograph.api.ByteSink;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Status line and headers of an answer.
///
/// @param status three digits
/// @param persistent whether the protocol's version keeps connections open unless told otherwise
/// @param headers as they came
record AnswerHead(int status, boolean persistent, Headers headers) {
    private static final int BYTES = 64 * 1024;
    private static final int FIELDS = 256;

    /// Reads the head of the final answer; interim ones (1xx) are skipped.
    static AnswerHead read(Connection wire) throws IOException {
        Lines lines = new Lines(wire);
        AnswerHead head = readOne(lines);
        while (head.status / 100 == 1) {
            if (head.status == 101) {
                throw new ProtocolException("the server switched protocols unasked (status 101)");
            }
            head = readOne(lines);
        }
        return head;
    }

    private static AnswerHead readOne(Lines lines) throws IOException {
        String line = lines.next("before an answer");
        boolean known = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
        int status = known ? status(line) : -1;
        if (status < 100) {
            throw new ProtocolException("not an HTTP/1 answer: '" + excerpt(line) + "'");
        }
        return new AnswerHead(status, line.charAt(7) != '0', fields(lines));
    }

    private static int status(String line) {
        int status = 0;
        for (int i = 9; i < 12; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            status = 10 * status + digit;
        }
        return line.length() == 12 || line.charAt(12) == ' ' ? status : -1;
    }

    private static Headers fields(Lines lines) throws IOException {
        String[] pairs = new String[32];
        int size = 0;
        for (String line = next(lines); !line.isEmpty(); line = next(lines)) {
            if (size == 2 * FIELDS) {
                throw new ProtocolException("the answer has more than " + FIELDS + " headers");
            }
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * size);
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
                throw new ProtocolException("not a header: '" + excerpt(line) + "'");
            }
            pairs[size++] = line.substring(0, colon);
            pairs[size++] = line.substring(colon + 1).strip();
        }
        return Headers.of(pairs, size);
    }

    private static String next(Lines lines) throws IOException {
        return lines.next("within the headers");
    }

    private static String excerpt(String line) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(60, line.length()); i++) {
            char c = line.charAt(i);
            shown.append(c < ' ' || c > '~' ? '.' : c);
        }
        return shown.append(line.length() > 60 ? "…" : "").toString();
    }

    /// Lines of a head, which together stay below a limit. A bare line feed ends a line too: simple exporters write
    /// that.
    private static final class Lines {
        private final Connection wire;
        private final ByteSink line = new ByteSink(128);
        private int left = BYTES;

        Lines(Connection wire) {
            this.wire = wire;
        }

        String next(String place) throws IOException {
            line.clear();
            for (int b = wire.read(); b != '\n'; b = wire.read()) {
                if (b < 0) {
                    throw wire.cutShort(place);
                }
                if (--left < 0) {
                    throw new ProtocolException("the head of the answer is larger than " + BYTES + " bytes");
                }
                line.put(b);
            }
            int length = line.size();
            boolean carriage = length > 0 && line.array()[length - 1] == '\r';
            return new String(line.array(), 0, carriage ? length - 1 : length, StandardCharsets.ISO_8859_1);
        }
    }
}
