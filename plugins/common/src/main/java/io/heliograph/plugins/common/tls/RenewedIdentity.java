package io.heliograph.plugins.common.tls;

import io.heliograph.api.Secret;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The certificate and key of a listener, read again when the files have changed. Files that are wrong then leave the
/// ones before in use: a half-written renewal must not stop the listener.
final class RenewedIdentity extends X509ExtendedKeyManager {
    private static final long LOOK_NANOS = 5_000_000_000L;

    private final Path certificate;
    private final Path key;
    private final @Nullable Secret password;
    private FileStamp stamp;
    private X509ExtendedKeyManager present;
    private long lookedNanos = System.nanoTime();

    RenewedIdentity(Path certificate, Path key, @Nullable Secret password) throws IOException {
        this.certificate = certificate;
        this.key = key;
        this.password = password;
        this.stamp = FileStamp.of(Arrays.asList(certificate, key));
        this.present = read();
    }

    private X509ExtendedKeyManager read() throws IOException {
        return (X509ExtendedKeyManager) TlsFiles.identity(PemSource.of(certificate), PemSource.of(key), password)[0];
    }

    private synchronized X509ExtendedKeyManager present() {
        if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
            lookedNanos = System.nanoTime();
            try {
                renew(FileStamp.of(Arrays.asList(certificate, key)));
            } catch (IOException wrong) {
                return present;
            }
        }
        return present;
    }

    private void renew(FileStamp now) throws IOException {
        if (!now.equals(stamp)) {
            present = read();
            stamp = now;
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String kind, Principal @Nullable [] issuers, SSLEngine engine) {
        return present().chooseEngineServerAlias(kind, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(String kind, Principal @Nullable [] issuers, Socket socket) {
        return present().chooseServerAlias(kind, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
        return present().getServerAliases(kind, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return present().getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return present().getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
