package io.heliograph.plugins.common.tls;

import java.io.ByteArrayOutputStream;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/// As much of DER (X.690) as it takes to put a key into another envelope.
final class Der {
    private Der() {}

    static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return tagged(0x30, all.toByteArray());
    }

    static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(content.length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// The content of the first element.
    static byte[] content(byte[] der) throws InvalidKeySpecException {
        return Arrays.copyOfRange(der, start(der, 0), end(der, 0));
    }

    /// The content of the first element with that tag.
    static byte[] child(byte[] elements, int tag) throws InvalidKeySpecException {
        for (int at = 0; at < elements.length; at = end(elements, at)) {
            if ((elements[at] & 0xff) == tag) {
                return Arrays.copyOfRange(elements, start(elements, at), end(elements, at));
            }
        }
        throw new InvalidKeySpecException("it does not name its curve");
    }

    private static int start(byte[] der, int at) throws InvalidKeySpecException {
        int first = byteAt(der, at + 1);
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int end(byte[] der, int at) throws InvalidKeySpecException {
        int first = byteAt(der, at + 1);
        int length = first;
        if (first >= 0x80) {
            length = 0;
            for (int i = 0; i < (first & 0x7f); i++) {
                length = length << 8 | byteAt(der, at + 2 + i);
            }
        }
        int end = start(der, at) + length;
        if (length < 0 || end > der.length || end < at) {
            throw new InvalidKeySpecException("it ends early");
        }
        return end;
    }

    private static int byteAt(byte[] der, int at) throws InvalidKeySpecException {
        if (at >= der.length) {
            throw new InvalidKeySpecException("it ends early");
        }
        return der[at] & 0xff;
    }
}
