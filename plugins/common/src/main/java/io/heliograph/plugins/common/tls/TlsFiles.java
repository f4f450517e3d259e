package io.heliograph.plugins.common.tls;

import io.heliograph.api.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
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
            return factory.getTrustManagers();
        } catch (GeneralSecurityException broken) {
            throw new IOException(authorities + ": cannot be trusted: " + broken.getMessage(), broken);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
