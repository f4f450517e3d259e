package io.heliograph.plugins.common.tls;

import io.heliograph.api.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes contexts out of files.
final class TlsFiles {
    private TlsFiles() {}

    static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trusted) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IOException("cannot set TLS up: " + broken.getMessage(), broken);
        }
    }

    static KeyManager[] identity(PemSource certificate, PemSource key, @Nullable Secret password) throws IOException {
        X509Certificate[] chain = Pem.certificates(certificate).toArray(new X509Certificate[0]);
        PrivateKey secret = PemKey.read(key, password);
        if (!belongs(secret, chain[0].getPublicKey())) {
            throw new IOException(key + ": not the key of " + certificate);
        }
        try {
            KeyStore store = empty();
            store.setKeyEntry("own", secret, new char[0], chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException broken) {
            throw new IOException(certificate + ": cannot be used with its key: " + broken.getMessage(), broken);
        }
    }

    /// Whether what the one signs the other takes. A key store does not ask, and a renewal changes two files one after
    /// the other.
    private static boolean belongs(PrivateKey secret, PublicKey open) throws IOException {
        String algorithm = algorithm(open.getAlgorithm());
        byte[] text = {1};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(secret);
            signing.update(text);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(open);
            checking.update(text);
            return checking.verify(signed);
        } catch (NoSuchAlgorithmException unknown) {
            throw new IOException("keys of " + open.getAlgorithm() + " are not supported", unknown);
        } catch (InvalidKeyException | SignatureException ofOtherKinds) {
            return false;
        }
    }

    private static String algorithm(String key) {
        return switch (key) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key;
        };
    }

    static TrustManager[] trust(List<PemSource> authorities) throws IOException {
        try {
            KeyStore store = empty();
            for (PemSource source : authorities) {
                for (X509Certificate authority : Pem.certificates(source)) {
                    store.setCertificateEntry("ca" + store.size(), authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return current(factory.getTrustManagers());
        } catch (GeneralSecurityException broken) {
            throw new IOException(authorities + ": cannot be trusted: " + broken.getMessage(), broken);
        }
    }

    private static TrustManager[] current(TrustManager[] trusted) {
        TrustManager[] current = trusted.clone();
        for (int i = 0; i < current.length; i++) {
            if (current[i] instanceof X509ExtendedTrustManager known) {
                current[i] = new CurrentTrust(known);
            }
        }
        return current;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
