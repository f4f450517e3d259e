package io.heliograph.plugins.common.relabel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// `hashmod`: the last eight bytes of the value's MD5, as an unsigned number, modulo the modulus. vmagent takes another
/// hash, so that the same rule sends a target to another shard there.
record HashRule(Source source, String target, long modulus) implements Rule {
    @Override
    public boolean apply(Labels labels) {
        long hash = ByteBuffer.wrap(md5(source.of(labels))).getLong(8);
        labels.put(target, Long.toString(Long.remainderUnsigned(hash, modulus)));
        return true;
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException withoutMd5) {
            throw new IllegalStateException("this Java runtime has no MD5, which hashmod needs", withoutMd5);
        }
    }

    @Override
    public boolean touches(String label) {
        return source.has(label) || target.equals(label);
    }
}
