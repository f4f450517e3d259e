package io.heliograph.plugins.common.tls;

import io.heliograph.api.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// Reads private keys: PKCS#8 (RFC 5958) plain and encrypted, PKCS#1 for RSA, SEC 1 for EC, and the old encrypted form
/// of both.
final class PemKey {
    private static final byte[] RSA_ALGORITHM = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC_OID = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private PemKey() {}

    /// The first private key of a file.
    static PrivateKey read(PemSource file, @Nullable Secret password) throws IOException {
        for (Pem block : Pem.read(file)) {
            if (block.label().endsWith("PRIVATE KEY")) {
                try {
                    return key(pkcs8(block, password == null ? "" : password.reveal()));
                } catch (GeneralSecurityException broken) {
                    throw new IOException(
                            file + ": cannot read the " + block.label() + ": " + "" + reason(broken, password), broken);
                }
            }
        }
        throw new IOException(file + ": no private key in PEM (-----BEGIN PRIVATE KEY-----)");
    }

    private static String reason(GeneralSecurityException broken, @Nullable Secret password) {
        boolean padding = broken instanceof BadPaddingException;
        return padding ? password == null ? "it is encrypted, set tls_key_pwd" : "wrong password" : broken.getMessage();
    }

    private static byte[] pkcs8(Pem block, String password) throws GeneralSecurityException {
        byte[] der = block.headers().contains("ENCRYPTED") ? LegacyCipher.decrypt(block, password) : block.der();
        return switch (block.label()) {
            case "RSA PRIVATE KEY" -> Der.sequence(VERSION_0, RSA_ALGORITHM, Der.tagged(0x04, der));
            case "EC PRIVATE KEY" -> {
                byte[] curve = Der.child(Der.content(der), 0xa0);
                yield Der.sequence(VERSION_0, Der.sequence(EC_OID, curve), Der.tagged(0x04, der));
            }
            case "ENCRYPTED PRIVATE KEY" -> decrypted(der, password);
            default -> der;
        };
    }

    private static byte[] decrypted(byte[] der, String password) throws GeneralSecurityException {
        EncryptedPrivateKeyInfo info = info(der);
        // for PBES2 the name that knows cipher and hash is that of the parameters
        String algorithm =
                info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray());
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (InvalidKeySpecException wrong) {
            throw wrong.getCause() instanceof GeneralSecurityException cause ? cause : wrong;
        } finally {
            spec.clearPassword();
        }
    }

    private static EncryptedPrivateKeyInfo info(byte[] der) throws GeneralSecurityException {
        try {
            return new EncryptedPrivateKeyInfo(der);
        } catch (IOException unknown) {
            // `openssl req` still takes 3DES, which Java does not know in this place
            throw new NoSuchAlgorithmException(
                    "its encryption is not supported, write it again with " + "`openssl pkcs8 -topk8 -v2 aes-256-cbc` ("
                            + unknown.getMessage() + ")",
                    unknown);
        }
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        for (String algorithm : Arrays.asList("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                continue;
            }
        }
        throw new NoSuchAlgorithmException("it is neither RSA nor EC nor EdDSA");
    }
}
