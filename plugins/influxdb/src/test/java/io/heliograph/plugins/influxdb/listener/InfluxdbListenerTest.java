package io.heliograph.plugins.influxdb.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Accumulator;
import io.heliograph.api.DataSize;
import io.heliograph.api.FlushException;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.httpserver.ServerOptions;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.influxdb.intake.IntakeOptions;
import io.heliograph.plugins.influxdb.intake.ParserType;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InfluxdbListenerTest {
    private final TestContext context =
            new TestContext("inputs.influxdb_listener").at(Instant.ofEpochSecond(1_000_000));
    private final HttpClient client = new HttpClient(Transport.direct(new ClientTls(TlsOptions.NONE)));
    private @Nullable InfluxdbListenerInput listener;

    @AfterEach
    void close() throws IOException {
        client.close();
        if (listener != null) {
            listener.close();
        }
        context.close();
    }

    private static InfluxdbListenerConfig config(
            String address, boolean insecure, @Nullable String user, @Nullable String secret) {
        return new InfluxdbListenerConfig(
                address,
                new IntakeOptions(
                        insecure,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        new DataSize(10_000),
                        ParserType.UPSTREAM),
                "db",
                "rp",
                user == null ? null : Secret.of(user),
                user == null ? null : Secret.of("pw"),
                secret == null ? null : Secret.of(secret),
                secret == null ? null : "me",
                ServerOptions.DEFAULT,
                ServerTlsOptions.NONE);
    }

    private void open(@Nullable String user, @Nullable String secret) throws IOException {
        listener = new InfluxdbListenerInput(config("127.0.0.1:0", false, user, secret), context);
        listener.open();
    }

    private URI uri(String path) {
        if (listener == null) {
            throw new IllegalStateException();
        }
        return URI.create("http://127.0.0.1:" + listener.address().getPort() + path);
    }

    private String exchange(HttpRequest request) throws IOException {
        try (HttpResponse answer = client.exchange(request, Duration.ofSeconds(10))) {
            return answer.status() + " " + answer.excerpt(1000);
        }
    }

    private HttpRequest post(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpRequest.post(uri(path)).body(bytes, 0, bytes.length);
    }

    private RecordingAccumulator rows() {
        return context.accumulators().get(context.accumulators().size() - 1);
    }

    @Test
    void takes_lines_and_flushes_before_it_answers() throws IOException {
        open(null, null);
        assertThat(exchange(post(
                        "/write?db=tele%20graf&rp=two&precision=s", "cpu,host=a v=1 1000\ncpu,db=own v=2i 1001\n")))
                .isEqualTo("204 ");
        assertThat(rows().flushes()).isEqualTo(1);
        assertThat(rows().metrics())
                .extracting(Object::toString)
                .containsExactly(
                        "cpu{db=\"tele graf\", host=\"a\", rp=\"two\"} {v=1.0} 1000000000000",
                        "cpu{db=\"own\", rp=\"two\"} {v=2} 1001000000000");
    }

    @Test
    void a_client_is_told_to_come_again_where_rows_are_not_safe() throws Exception {
        refuses(new FlushException("outputs.influxdb is full", Duration.ofSeconds(7)), 503);
    }

    @Test
    void a_client_is_told_that_it_is_too_much_where_a_buffer_is_full() throws Exception {
        refuses(FlushException.ofFull("outputs.influxdb is full", Duration.ofSeconds(7)), 429);
    }

    private void refuses(FlushException refusal, int status) throws Exception {
        Accumulator full = refusing(Accumulator.class, new RecordingAccumulator(), "flush", () -> {
            throw refusal;
        });
        PluginContext busy = refusing(PluginContext.class, context, "accumulator", () -> full);
        listener = new InfluxdbListenerInput(config("127.0.0.1:0", false, null, null), busy);
        listener.open();
        try (HttpResponse answer = client.exchange(post("/write", "m f=1 1"), Duration.ofSeconds(5))) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Retry-After")).isEqualTo("7");
            assertThat(answer.excerpt(100)).isEqualTo("{\"error\":\"outputs.influxdb is full\"}");
        }
    }

    /// The target, but for one method.
    private static <T> T refusing(Class<T> type, T target, String method, Callable<?> instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) ->
                        called.getName().equals(method) ? instead.call() : called.invoke(target, arguments)));
    }

    @Test
    void knows_precisions() throws IOException {
        open(null, null);
        String[] precisions = {"", "n", "ns", "u", "us", "ms", "s", "m", "h"};
        long[] nanos = {1, 1, 1, 1000, 1000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L};
        for (int i = 0; i < precisions.length; i++) {
            assertThat(exchange(post("/write?precision=" + precisions[i], "m f=1 1")))
                    .isEqualTo("204 ");
            assertThat(rows().metrics().get(0).epochNanos()).isEqualTo(nanos[i]);
        }
        assertThat(exchange(post("/write?precision=bogus", "m f=1 1")))
                .startsWith("400 ")
                .contains("invalid precision");
    }

    @Test
    void keeps_good_lines_and_tells_of_bad_ones() throws IOException {
        open(null, null);
        try (HttpResponse answer =
                client.exchange(post("/write", "m f=1 1\nbad\nm f=2 2\nworse\n\"x"), Duration.ofSeconds(5))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("X-Influxdb-Error")).contains("line 2").contains("(and 2 other parse errors)");
            assertThat(answer.excerpt(1000)).startsWith("{\"error\":\"partial write: ");
        }
        assertThat(rows().metrics()).hasSize(2);
        assertThat(rows().flushes()).isEqualTo(1);
    }

    @Test
    void unpacks_and_limits_what_is_unpacked() throws IOException {
        open(null, null);
        assertThat(exchange(packed("m f=1 1\n"))).isEqualTo("204 ");
        assertThat(exchange(packed("m f=1 1\n".repeat(2000))))
                .startsWith("413 ")
                .contains("http: request body too large");
        assertThat(exchange(post("/write", "m f=1 1\n".repeat(2000)))).startsWith("413 ");
        assertThat(exchange(post("/write", "not packed").header("Content-Encoding", "gzip")))
                .startsWith("400 ")
                .contains("not gzip");
        assertThat(exchange(post("/write", "x").header("Content-Encoding", "br")))
                .startsWith("415 ");
    }

    private HttpRequest packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return HttpRequest.post(uri("/write"))
                .body(bytes.toByteArray(), 0, bytes.size())
                .header("Content-Encoding", "gzip");
    }

    @Test
    void answers_what_clients_ask_first() throws IOException {
        open(null, null);
        assertThat(exchange(HttpRequest.get(uri("/ping")))).isEqualTo("204 ");
        assertThat(exchange(HttpRequest.get(uri("/ping?verbose=true")))).isEqualTo("200 {\"version\":\"1.0\"}");
        assertThat(exchange(HttpRequest.get(uri("/query?q=SHOW%20DATABASES")))).isEqualTo("200 {\"results\":[]}");
        assertThat(exchange(post("/query", "q=x"))).isEqualTo("200 {\"results\":[]}");
        assertThat(exchange(HttpRequest.get(uri("/health")))).contains("\"status\":\"pass\"");
        assertThat(exchange(HttpRequest.get(uri("/write")))).startsWith("405 ");
        assertThat(exchange(HttpRequest.get(uri("/x")))).startsWith("404 ");
    }

    @Test
    void asks_for_user_and_password() throws IOException {
        open("me", null);
        assertThat(exchange(post("/write", "m f=1"))).startsWith("401 ");
        assertThat(exchange(
                        post("/write", "m f=1").header("Authorization", Authorization.basic("me", Secret.of("wrong")))))
                .startsWith("401 ");
        assertThat(exchange(
                        post("/write", "m f=1").header("Authorization", Authorization.basic("me", Secret.of("pw")))))
                .isEqualTo("204 ");
        assertThat(exchange(HttpRequest.get(uri("/ping")))).isEqualTo("204 ");
    }

    @Test
    void aPasswordInTheUrlIsNoCredential() throws IOException {
        open("me", null);
        assertThat(exchange(post("/write?u=me&p=pw", "m f=1")))
                .startsWith("401 ")
                .contains("a password in the URL is not taken")
                .doesNotContain("pw");
        assertThat(context.accumulators()).isEmpty();
    }

    private static String token(String algorithm, String claims, String secret) throws Exception {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed = base64.encodeToString(
                        ("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}").getBytes(StandardCharsets.UTF_8))
                + "." + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return signed + "." + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void asks_for_a_token() throws Exception {
        open(null, "shared");
        String good = "{\"username\":\"me\",\"exp\":1000001}";
        assertThat(write(token("HS256", good, "shared"))).isEqualTo("204 ");
        assertThat(write(token("HS256", good, "other"))).startsWith("401 ");
        assertThat(write(token("none", good, "shared"))).startsWith("401 ");
        assertThat(write(token("HS256", "{\"username\":\"me\",\"exp\":1000000}", "shared")))
                .startsWith("401 ");
        assertThat(write(token("HS256", "{\"username\":\"you\",\"exp\":1000001}", "shared")))
                .startsWith("401 ");
        assertThat(write("a.b")).startsWith("401 ");
    }

    private String write(String token) throws IOException {
        return exchange(post("/write", "m f=1").header("Authorization", "Bearer " + token));
    }

    @Test
    void a_slow_client_delays_nobody_and_is_cut_off() throws IOException {
        open(null, null);
        try (Socket slow = new Socket("127.0.0.1", uri("/").getPort())) {
            slow.getOutputStream()
                    .write("POST /write HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nm f"
                            .getBytes(StandardCharsets.UTF_8));
            long began = System.nanoTime();
            assertThat(exchange(post("/write", "m f=1 1"))).isEqualTo("204 ");
            assertThat(System.nanoTime() - began).isLessThan(900_000_000L);
            slow.setSoTimeout(5_000);
            assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ");
        }
        assertThat(exchange(post("/write", "m f=1 1"))).isEqualTo("204 ");
    }

    @Test
    void other_addresses_need_authentication() {
        for (String address : new String[] {":8186", "0.0.0.0:8186", "192.0.2.7:8186", "[::]:8186", "host:8186"}) {
            assertThatThrownBy(() -> config(address, false, null, null))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining(address);
            config(address, true, null, null);
            config(address, false, "me", null);
            config(address, false, null, "secret");
        }
        config("[::1]:8186", false, null, null);
        config("localhost:8186", false, null, null);
        assertThatThrownBy(() -> config("8186", false, null, null))
                .hasMessageContaining("not an address to listen on: '8186'");
    }
}
