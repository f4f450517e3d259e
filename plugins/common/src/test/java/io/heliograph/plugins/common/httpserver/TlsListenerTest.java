package io.heliograph.plugins.common.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.plugins.common.tls.ServerTls;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.common.tls.TlsVersion;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.servers.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsListenerTest {
    @TempDir
    Path folder;

    private Certificates certificates(String name) throws IOException {
        return Certificates.in(Files.createDirectory(folder.resolve(name)));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static X509Certificate read(Path file) throws IOException, CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(file));
    }

    /// What it shows to a client that takes anything; its answer must be one.
    private static X509Certificate shown(InetSocketAddress address) throws Exception {
        SSLContext open = SSLContext.getInstance("TLS");
        open.init(null, new TrustManager[] {new Any()}, null);
        try (SSLSocket socket =
                (SSLSocket) open.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 204");
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void aRenewedCertificateIsShownSoonAndABrokenOneNever() throws Exception {
        Certificates old = certificates("old");
        Certificates renewed = certificates("new");
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        copy(old.certificate(), certificate);
        copy(old.key(), key);
        ServerTlsOptions options =
                new ServerTlsOptions(certificate, key, null, List.of(), TlsVersion.TLS12, TlsVersion.TLS13, List.of());
        try (TestContext context = new TestContext("inputs.test");
                HttpListener listener = new HttpListener(
                        context, "test", ServerLimits.DEFAULT, new ServerTls(options), request -> Response.of(204))) {
            listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(shown(listener.address())).isEqualTo(read(old.certificate()));

            Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nhalf");
            Thread.sleep(1_100);
            assertThat(shown(listener.address())).as("half-written").isEqualTo(read(old.certificate()));
            copy(renewed.certificate(), certificate);
            Thread.sleep(1_100);
            assertThat(shown(listener.address())).as("of another key").isEqualTo(read(old.certificate()));
            copy(renewed.key(), key);
            Thread.sleep(1_100);
            assertThat(shown(listener.address())).isEqualTo(read(renewed.certificate()));
        }
    }

    @Test
    void whoStopsWithinTheHandshakeIsClosed() throws Exception {
        Certificates own = certificates("own");
        ServerTlsOptions options = new ServerTlsOptions(
                own.certificate(), own.key(), null, List.of(), TlsVersion.TLS12, TlsVersion.TLS13, List.of());
        ServerLimits hasty =
                new ServerLimits(10, 10, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (TestContext context = new TestContext("inputs.test");
                HttpListener listener =
                        new HttpListener(context, "test", hasty, new ServerTls(options), request -> Response.of(204))) {
            listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), listener.address().getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
                socket.getInputStream().readAllBytes(); // an alert, or nothing
            }
            assertThat(shown(listener.address())).isEqualTo(read(own.certificate()));
        }
    }

    /// Takes any certificate.
    private static final class Any implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
