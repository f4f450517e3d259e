package io.heliograph.plugins.common.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TlsTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout pkcs8.key -out cert.pem -days 2 -subj /CN=localhost"
                + " -addext subjectAltName=DNS:localhost,IP:127.0.0.1");
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem -days 2 -subj /CN=other"
                + " -addext subjectAltName=DNS:other.example");
        openssl("rsa -in pkcs8.key -traditional -out pkcs1.key");
        openssl("rsa -in pkcs8.key -traditional -aes128 -passout pass:pw -out legacy.key");
        openssl("pkcs8 -topk8 -in pkcs8.key -passout pass:pw -out encrypted.key");
        openssl("pkcs8 -topk8 -v2 des3 -in pkcs8.key -passout pass:pw -out des3.key");
        openssl("ecparam -name prime256v1 -genkey -out sec1.key");
        openssl("pkcs8 -topk8 -nocrypt -in sec1.key -out ec8.key");
        openssl("genpkey -algorithm ed25519 -out ed.key");
    }

    private static void openssl(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            Assumptions.assumeTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, arguments);
        } catch (IOException missing) {
            Assumptions.abort("no openssl");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs8.key, , RSA",
        "pkcs1.key, , RSA",
        "encrypted.key, pw, RSA",
        "legacy.key, pw, RSA",
        "sec1.key, , EC",
        "ec8.key, , EC",
        "ed.key, , EdDSA"
    })
    void reads_keys(String file, @Nullable String password, String algorithm) throws IOException {
        assertThat(PemKey.read(PemSource.of(folder.resolve(file)), password == null ? null : Secret.of(password))
                        .getAlgorithm())
                .isEqualTo(algorithm);
    }

    @Test
    void tells_what_is_wrong_with_a_key() {
        assertThatThrownBy(() -> PemKey.read(PemSource.of(folder.resolve("encrypted.key")), Secret.of("wrong")))
                .hasMessageContaining("encrypted.key")
                .hasMessageContaining("wrong password");
        assertThatThrownBy(() -> PemKey.read(PemSource.of(folder.resolve("encrypted.key")), null))
                .hasMessageContaining("tls_key_pwd");
        assertThatThrownBy(() -> PemKey.read(PemSource.of(folder.resolve("des3.key")), Secret.of("pw")))
                .hasMessageContaining("des3.key")
                .hasMessageContaining("openssl pkcs8 -topk8 -v2 aes-256-cbc");
        assertThatThrownBy(() -> PemKey.read(PemSource.of(folder.resolve("cert.pem")), null))
                .hasMessageContaining("no private key");
        assertThatThrownBy(() -> Pem.certificates(PemSource.of(folder.resolve("pkcs8.key"))))
                .hasMessageContaining("no certificate");
    }

    private static ServerTlsOptions server(List<Path> clients) {
        return new ServerTlsOptions(
                folder.resolve("cert.pem"),
                folder.resolve("pkcs8.key"),
                null,
                clients,
                TlsVersion.TLS12,
                TlsVersion.TLS13,
                List.of());
    }

    private static TlsOptions client(@Nullable String ca, boolean identity, @Nullable String name, boolean skip) {
        return new TlsOptions(
                ca == null ? null : folder.resolve(ca),
                identity ? folder.resolve("other.pem") : null,
                identity ? folder.resolve("other.key") : null,
                null,
                name,
                TlsVersion.TLS13,
                List.of(),
                skip);
    }

    private static int statusOf(ServerTlsOptions served, TlsOptions options) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ServerTls tls = new ServerTls(served);
        SSLContext context = tls.context();
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(tls.parameters(context));
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (HttpClient client = new HttpClient(Transport.direct(new ClientTls(options)))) {
            URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
            int status = 0;
            for (int i = 0; i < 2; i++) {
                try (HttpResponse answer = client.exchange(HttpRequest.get(uri), Duration.ofSeconds(10))) {
                    status = answer.status();
                }
            }
            return status;
        } finally {
            server.stop(0);
        }
    }

    @Test
    void trusts_a_given_authority_only() throws IOException {
        assertThat(statusOf(server(List.of()), client("cert.pem", false, null, false)))
                .isEqualTo(204);
        assertThatThrownBy(() -> statusOf(server(List.of()), client(null, false, null, false)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> statusOf(server(List.of()), client("other.pem", false, null, false)))
                .isInstanceOf(IOException.class);
        assertThat(statusOf(server(List.of()), client(null, false, null, true))).isEqualTo(204);
    }

    @Test
    void checks_the_name() throws IOException {
        assertThat(statusOf(server(List.of()), client("cert.pem", false, "localhost", false)))
                .isEqualTo(204);
        assertThatThrownBy(() -> statusOf(server(List.of()), client("cert.pem", false, "db.example", false)))
                .hasMessageContaining("db.example");
    }

    @Test
    void asks_clients_for_a_certificate() throws IOException {
        List<Path> clients = List.of(folder.resolve("other.pem"));
        assertThat(statusOf(server(clients), client("cert.pem", true, null, false)))
                .isEqualTo(204);
        assertThatThrownBy(() -> statusOf(server(clients), client("cert.pem", false, null, false)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void reads_files_again_when_they_change() throws Exception {
        Path ca = Files.copy(folder.resolve("cert.pem"), folder.resolve("ca.pem"));
        ClientTls tls = new ClientTls(client("ca.pem", false, null, false));
        SSLContext first = tls.context();
        assertThat(tls.context()).isSameAs(first);
        Files.writeString(ca, Files.readString(folder.resolve("other.pem")) + "\n");
        awaitLook();
        assertThat(tls.context()).isNotSameAs(first);
    }

    @Test
    void what_cannot_be_used_leaves_the_old_in_use() throws Exception {
        Path certificate = Files.copy(folder.resolve("cert.pem"), folder.resolve("own.pem"));
        Path key = Files.copy(folder.resolve("pkcs8.key"), folder.resolve("own.key"));
        ClientTls tls =
                new ClientTls(new TlsOptions(null, certificate, key, null, null, TlsVersion.TLS12, List.of(), false));
        SSLContext first = tls.context();
        String renewed = Files.readString(folder.resolve("other.pem"));
        Files.writeString(certificate, renewed.substring(0, renewed.length() / 2));
        awaitLook();
        assertThat(tls.context()).as("half-written").isSameAs(first);
        Files.writeString(certificate, renewed);
        awaitLook();
        assertThat(tls.context()).as("of another key").isSameAs(first);
        Files.delete(key);
        awaitLook();
        assertThat(tls.context()).as("gone").isSameAs(first);
        Files.copy(folder.resolve("other.key"), key);
        awaitLook();
        assertThat(tls.context()).as("whole again").isNotSameAs(first);
    }

    private static void awaitLook() throws InterruptedException {
        Thread.sleep(1_050);
    }

    @Test
    void a_key_of_another_certificate_is_told() {
        ClientTls tls = new ClientTls(new TlsOptions(
                null,
                folder.resolve("cert.pem"),
                folder.resolve("sec1.key"),
                null,
                null,
                TlsVersion.TLS12,
                List.of(),
                false));
        assertThatThrownBy(tls::context)
                .hasMessageContaining("sec1.key: not the key of ")
                .hasMessageContaining("cert.pem");
    }

    @Test
    void options_that_would_be_without_effect_are_refused() {
        Path any = Path.of("x.pem");
        assertThatThrownBy(() -> new ServerTlsOptions(
                        null, null, null, List.of(any), TlsVersion.TLS12, TlsVersion.TLS13, List.of()))
                .isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> new TlsOptions(null, any, null, null, null, TlsVersion.TLS12, List.of(), false))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("tls_key");
    }
}
