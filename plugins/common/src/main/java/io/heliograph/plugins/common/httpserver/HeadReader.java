package io.heliograph.plugins.common.httpserver;

import io.heliograph.plugins.common.http.Headers;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the head of a request (RFC 9112, sections 2 to 6), strictly.
final class HeadReader {
    private static final int LENGTH_DIGITS = 18;

    private final Wire wire;
    private int left;

    HeadReader(Wire wire) {
        this.wire = wire;
    }

    /// @throws HttpProblem for what is no head, or too much of one: the connection is of no use after it
    RequestHead read() throws IOException {
        left = ServerLimits.HEAD_BYTES;
        String line = next();
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first <= 0 || second < 0 || !isToken(line, first)) {
            throw new HttpProblem(400, "not a request line");
        }
        int minor = minor(line, second + 1);
        String target = target(line.substring(first + 1, second));
        Headers headers = fields();
        checkHost(headers, minor);
        return new RequestHead(line.substring(0, first), target, minor, headers, length(headers, minor));
    }

    private String next() throws IOException {
        String line = wire.line(left, 431);
        left -= line.length() + 2;
        return line;
    }

    private static int minor(String line, int from) throws HttpProblem {
        boolean known = line.startsWith("HTTP/", from) && line.length() == from + 8 && line.charAt(from + 6) == '.';
        if (!known) {
            throw new HttpProblem(400, "not a request line");
        }
        if (line.charAt(from + 5) != '1' || line.charAt(from + 7) != '0' && line.charAt(from + 7) != '1') {
            throw new HttpProblem(505, "only HTTP/1.0 and HTTP/1.1 are spoken");
        }
        return line.charAt(from + 7) - '0';
    }

    /// The path and query; an absolute URL, as a proxy gets it, without scheme and authority.
    private static String target(String target) throws HttpProblem {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7f) {
                throw new HttpProblem(400, "a target with other than visible ASCII");
            }
        }
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme > 0) {
            int path = target.indexOf('/', scheme + 3);
            return path < 0 ? "/" : target.substring(path);
        }
        if (!target.startsWith("/")) {
            throw new HttpProblem(400, "a target that is no path");
        }
        return target;
    }

    private Headers fields() throws IOException {
        String[] pairs = new String[16];
        int size = 0;
        for (String line = next(); !line.isEmpty(); line = next()) {
            if (size == 2 * ServerLimits.HEAD_FIELDS) {
                throw new HttpProblem(431, "more than " + ServerLimits.HEAD_FIELDS + " fields");
            }
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * size);
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || !isToken(line, colon)) {
                throw new HttpProblem(400, "a field without a proper name");
            }
            pairs[size++] = line.substring(0, colon);
            pairs[size++] = value(line, colon + 1);
        }
        return Headers.of(pairs, size);
    }

    private static String value(String line, int from) throws HttpProblem {
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new HttpProblem(400, "a control character in a field");
            }
        }
        return line.substring(from).strip();
    }

    private static boolean isToken(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void checkHost(Headers headers, int minor) throws HttpProblem {
        if (count(headers, "Host") != 1 && minor == 1 || count(headers, "Host") > 1) {
            throw new HttpProblem(400, "not one Host");
        }
    }

    private static int count(Headers headers, String name) {
        int count = 0;
        for (int i = 0; i < headers.size(); i++) {
            count += headers.name(i).equalsIgnoreCase(name) ? 1 : 0;
        }
        return count;
    }

    private static long length(Headers headers, int minor) throws HttpProblem {
        String coding = headers.first("Transfer-Encoding");
        String declared = headers.first("Content-Length");
        if (count(headers, "Content-Length") > 1 || count(headers, "Transfer-Encoding") > 1) {
            throw new HttpProblem(400, "two lengths");
        }
        if (coding == null) {
            return number(declared);
        }
        if (declared != null || minor == 0) {
            throw new HttpProblem(400, "a length that is not to be trusted: with Transfer-Encoding");
        }
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new HttpProblem(501, "no transfer coding but chunked is known");
        }
        return RequestHead.CHUNKED;
    }

    private static long number(@Nullable String declared) throws HttpProblem {
        if (declared == null) {
            return 0;
        }
        long length = 0;
        for (int i = 0; i < declared.length(); i++) {
            int digit = declared.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new HttpProblem(400, "a length that is no number");
            }
            length = 10 * length + digit;
            if (i >= LENGTH_DIGITS) {
                throw new HttpProblem(413, "a length beyond all bounds");
            }
        }
        if (declared.isEmpty()) {
            throw new HttpProblem(400, "a length that is no number");
        }
        return length;
    }
}
