package io.heliograph.plugins.common.tls;

import io.heliograph.api.Secret;
import io.heliograph.plugins.common.renewal.Renewed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The certificate and key of a listener, read again when the files have changed. Files that are wrong then leave the
/// ones before in use: a half-written renewal must not stop the listener.
final class RenewedIdentity extends X509ExtendedKeyManager {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Renewed<X509ExtendedKeyManager> identity;

    /// @throws IOException for files that are wrong from the beginning
    RenewedIdentity(Path certificate, Path key, @Nullable Secret password) throws IOException {
        this.identity = new Renewed<>(List.of(certificate, key), LOOK, () ->
                (X509ExtendedKeyManager) TlsFiles.identity(PemSource.of(certificate), PemSource.of(key), password)[0]);
        identity.present();
    }

    private X509ExtendedKeyManager present() {
        try {
            return identity.present();
        } catch (IOException neverAfterTheFirst) {
            throw new UncheckedIOException(neverAfterTheFirst);
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
