package io.heliograph.plugins.common.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keys that OpenSSL encrypted before PKCS#8: `DEK-Info` names cipher and salt (RFC 1421), the key comes of MD5.
final class LegacyCipher {
    private static final String DEK = "DEK-Info:";

    private LegacyCipher() {}

    static byte[] decrypt(Pem block, String password) throws GeneralSecurityException {
        int at = block.headers().indexOf(DEK);
        String[] named =
                (at < 0 ? "" : block.headers().substring(at + DEK.length()).strip()).split("[,\n]");
        if (named.length < 2) {
            throw new InvalidKeyException("it does not say how it is encrypted");
        }
        byte[] salt = HexFormat.of().parseHex(named[1].strip());
        boolean des = named[0].equals("DES-EDE3-CBC");
        int bytes = switch (named[0]) {
            case "AES-128-CBC" -> 16;
            case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
            case "AES-256-CBC" -> 32;
            default -> throw new InvalidKeyException("it is encrypted with " + named[0] + ", which is not supported");
        };
        Cipher cipher = Cipher.getInstance(des ? "DESede/CBC/PKCS5Padding" : "AES/CBC/PKCS5Padding");
        SecretKeySpec key = new SecretKeySpec(derived(password, salt, bytes), des ? "DESede" : "AES");
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(salt));
        return cipher.doFinal(block.der());
    }

    private static byte[] derived(String password, byte[] salt, int bytes) throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] key = new byte[bytes];
        byte[] last = new byte[0];
        for (int at = 0; at < bytes; at += last.length) {
            md5.update(last);
            md5.update(password.getBytes(StandardCharsets.UTF_8));
            md5.update(Arrays.copyOf(salt, 8));
            last = md5.digest();
            System.arraycopy(last, 0, key, at, Math.min(last.length, bytes - at));
        }
        return key;
    }
}
