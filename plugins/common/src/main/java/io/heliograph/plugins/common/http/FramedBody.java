package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The body of an answer as it comes over the wire, and where it ends (RFC 9112, section 6).
abstract sealed class FramedBody extends InputStream permits LengthBody, ChunkedBody, OpenBody {
    private final byte[] single = new byte[1];

    /// Whether all of it was read, so that the next answer may follow.
    abstract boolean isComplete();

    static FramedBody of(AnswerHead head, String method, Connection wire) throws IOException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new LengthBody(wire, 0);
        }
        String coding = head.headers().first("Transfer-Encoding");
        if (coding != null) {
            return transferred(coding, wire);
        }
        long length = length(head.headers());
        return length < 0 ? new OpenBody(wire) : new LengthBody(wire, length);
    }

    private static FramedBody transferred(String coding, Connection wire) throws IOException {
        if (!coding.toLowerCase(Locale.ROOT).equals("chunked")) {
            throw new ProtocolException("transfer encoding '" + coding + "' was not asked for");
        }
        return new ChunkedBody(wire);
    }

    /// The declared length, or -1.
    ///
    /// @throws ProtocolException for several that differ, and for what is no number
    static long length(Headers headers) throws ProtocolException {
        String declared = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("Content-Length")) {
                if (declared != null && !declared.equals(headers.value(i))) {
                    throw new ProtocolException("two lengths: " + declared + " and " + headers.value(i));
                }
                declared = headers.value(i);
            }
        }
        return declared == null ? -1 : number(declared);
    }

    private static long number(@Nullable String declared) throws ProtocolException {
        long length = 0;
        boolean valid = declared != null && !declared.isEmpty() && declared.length() <= 18;
        for (int i = 0; valid && i < declared.length(); i++) {
            int digit = declared.charAt(i) - '0';
            valid = digit >= 0 && digit <= 9;
            length = 10 * length + digit;
        }
        if (!valid) {
            throw new ProtocolException("not a length: '" + declared + "'");
        }
        return length;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }
}
