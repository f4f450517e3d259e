package io.heliograph.core.plugin;

import io.heliograph.core.config.PluginTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// What a jar has to show before its code runs, where the configuration asks for it: that its sum is known, or that
/// somebody known has signed it. What cannot be checked counts as not shown.
final class JarProof {
    private static final String ALGORITHM = "Ed25519";
    private static final int RAW_SIGNATURE_BYTES = 64;

    private JarProof() {}

    /// @throws UnusableJarException where it shows neither
    static void check(Path jar, PluginTrust trust) throws UnusableJarException {
        if (trust.asksNothing()) {
            return;
        }
        try {
            byte[] bytes = Files.readAllBytes(jar);
            String sum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            if (!trust.pluginSha256().contains(sum) && !isSigned(jar, bytes, trust)) {
                throw new UnusableJarException("is not opened: its SHA-256, " + sum
                        + ", is not in plugin_sha256, and no key of plugin_keys has signed it");
            }
        } catch (IOException | GeneralSecurityException unknown) {
            throw new UnusableJarException("is not opened, because it cannot be checked: " + unknown, unknown);
        }
    }

    private static boolean isSigned(Path jar, byte[] bytes, PluginTrust trust)
            throws IOException, GeneralSecurityException {
        Path beside = jar.resolveSibling(jar.getFileName() + ".sig");
        if (trust.pluginKeys().isEmpty() || !Files.exists(beside)) {
            return false;
        }
        byte[] signature = signature(Files.readAllBytes(beside));
        for (String key : trust.pluginKeys()) {
            if (isSigned(bytes, signature, key)) {
                return true;
            }
        }
        return false;
    }

    /// As openssl writes it, or the same in base64.
    private static byte[] signature(byte[] file) throws GeneralSecurityException {
        try {
            return file.length == RAW_SIGNATURE_BYTES
                    ? file
                    : Base64.getMimeDecoder().decode(file);
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("its signature is neither 64 bytes nor base64", notBase64);
        }
    }

    private static boolean isSigned(byte[] bytes, byte[] signature, String key) throws GeneralSecurityException {
        PublicKey known = KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        Signature check = Signature.getInstance(ALGORITHM);
        check.initVerify(known);
        check.update(bytes);
        try {
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
