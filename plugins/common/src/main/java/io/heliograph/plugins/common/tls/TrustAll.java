package io.heliograph.plugins.common.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Takes every certificate, for `insecure_skip_verify`. The extended kind, since the runtime adds checks to any other.
final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
