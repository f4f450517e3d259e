package io.heliograph.plugins.common.tls;

import io.heliograph.api.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS, whatever the keys of its options are called.
///
/// @param authorities to trust; null for those of the Java runtime
/// @param certificate the client's, or null
/// @param key of it, or null
/// @param keyPassword where the key is encrypted, or null
/// @param serverName to ask for and to find in the server's certificate, or null for the host's
/// @param oldest version
/// @param newest version
/// @param cipherSuites to offer; none for those of the Java runtime
/// @param trustsAll whether any certificate is taken
public record TlsSettings(
        @Nullable PemSource authorities,
        @Nullable PemSource certificate,
        @Nullable PemSource key,
        @Nullable Secret keyPassword,
        @Nullable String serverName,
        TlsVersion oldest,
        TlsVersion newest,
        List<String> cipherSuites,
        boolean trustsAll) {}
