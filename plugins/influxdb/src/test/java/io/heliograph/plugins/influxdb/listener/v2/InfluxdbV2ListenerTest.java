package io.heliograph.plugins.influxdb.listener.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Accumulator;
import io.heliograph.api.DataSize;
import io.heliograph.api.FlushException;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Secret;
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
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InfluxdbV2ListenerTest {
    private final TestContext context =
            new TestContext("inputs.influxdb_v2_listener").at(Instant.ofEpochSecond(1_000_000));
    private final HttpClient client = new HttpClient(Transport.direct(new ClientTls(TlsOptions.NONE)));
    private @Nullable InfluxdbV2ListenerInput listener;

    @AfterEach
    void close() throws IOException {
        client.close();
        if (listener != null) {
            listener.close();
        }
        context.close();
    }

    private static InfluxdbV2ListenerConfig config(
            String address, boolean insecure, int undelivered, @Nullable String token) {
        return new InfluxdbV2ListenerConfig(
                address,
                new IntakeOptions(
                        insecure,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        new DataSize(10_000),
                        ParserType.UPSTREAM),
                undelivered,
                "bucket",
                token == null ? null : Secret.of(token),
                false,
                ServerOptions.DEFAULT,
                ServerTlsOptions.NONE);
    }

    private void open(PluginContext with, int undelivered, @Nullable String token) throws IOException {
        listener = new InfluxdbV2ListenerInput(config("127.0.0.1:0", false, undelivered, token), with);
        listener.open();
    }

    private HttpRequest post(String query, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpRequest.post(uri("/api/v2/write" + query)).body(bytes, 0, bytes.length);
    }

    private URI uri(String path) {
        if (listener == null) {
            throw new IllegalStateException();
        }
        return URI.create("http://127.0.0.1:" + listener.address().getPort() + path);
    }

    private String exchange(HttpRequest request) throws IOException {
        try (HttpResponse answer = client.exchange(request, Duration.ofSeconds(10))) {
            String code = answer.header("X-Platform-Error-Code");
            return answer.status() + " " + (code == null ? "" : code + " ") + answer.excerpt(1000);
        }
    }

    /// The target, but for one method.
    private static <T> T but(Class<T> type, T target, String method, Callable<?> instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) ->
                        called.getName().equals(method) ? instead.call() : called.invoke(target, arguments)));
    }

    @Test
    void takesLinesWithTheTagOfTheBucket() throws IOException {
        open(context, 0, null);
        assertThat(exchange(post("?org=o&bucket=a%2Fb&precision=ms", "cpu,host=a v=1 1000\ncpu v=2i\n")))
                .isEqualTo("204 ");
        RecordingAccumulator rows = context.accumulators().getLast();
        assertThat(rows.flushes()).isEqualTo(1);
        assertThat(rows.metrics())
                .extracting(Object::toString)
                .containsExactly(
                        "cpu{bucket=\"a/b\", host=\"a\"} {v=1.0} 1000000000",
                        "cpu{bucket=\"a/b\"} {v=2} 1000000000000000");
    }

    @Test
    void faultsAreObjectsWithACodeAndGoodLinesAreKept() throws IOException {
        open(context, 0, null);
        assertThat(exchange(post("?bucket=b", "m f=1 1\nbad\nm f=2 2\n")))
                .startsWith("400 invalid {\"code\":\"invalid\",\"message\":\"partial write: unable to parse line 2: ");
        assertThat(context.accumulators().getLast().metrics()).hasSize(2);
        assertThat(context.accumulators().getLast().flushes()).isEqualTo(1);
        assertThat(exchange(post("?precision=d", "m f=1 1"))).startsWith("400 invalid ");
        assertThat(exchange(HttpRequest.get(uri("/api/v2/write")))).startsWith("405 method not allowed ");
        assertThat(exchange(HttpRequest.get(uri("/api/v2/query")))).startsWith("404 not found ");
        assertThat(exchange(post("", "m f=1 1\n".repeat(2000)))).startsWith("413 request too large ");
    }

    @Test
    void aTokenIsAskedForButNotByWhoWatches() throws IOException {
        open(context, 0, "s3cret");
        assertThat(exchange(post("", "m f=1"))).startsWith("401 unauthorized ");
        for (String wrong :
                new String[] {"Token", "Token x", "Token s3cret2", "Basic s3cret", "s3cret", "Token s3cre"}) {
            assertThat(exchange(post("", "m f=1").header("Authorization", wrong)))
                    .as(wrong)
                    .startsWith("401 ");
        }
        assertThat(exchange(post("?token=s3cret", "m f=1"))).startsWith("401 ");
        assertThat(exchange(post("", "m f=1").header("Authorization", "Token s3cret")))
                .isEqualTo("204 ");
        assertThat(exchange(post("", "m f=1").header("Authorization", "Bearer s3cret")))
                .isEqualTo("204 ");
        assertThat(exchange(HttpRequest.get(uri("/ping")))).isEqualTo("204 ");
        assertThat(exchange(HttpRequest.get(uri("/ready")))).startsWith("200 {\"status\":\"ready\",");
        assertThat(exchange(HttpRequest.get(uri("/health")))).contains("\"status\":\"pass\"");
    }

    @Test
    void whatIsNotDeliveredYetLeavesNoRoomForMore() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Accumulator slow = but(Accumulator.class, new RecordingAccumulator(), "flush", () -> {
            began.countDown();
            release.await();
            return null;
        });
        open(but(PluginContext.class, context, "accumulator", () -> slow), 3, null);
        assertThat(exchange(post("", "m f=1\n".repeat(4)))).startsWith("413 request too large ");
        Thread first = Thread.ofVirtual().start(() -> {
            try {
                exchange(post("", "m f=1\n\n#\nm f=2\nm f=3"));
            } catch (IOException problem) {
                throw new IllegalStateException(problem);
            }
        });
        began.await();
        assertThat(exchange(HttpRequest.get(uri("/health")))).startsWith("503 ").contains("\"status\":\"fail\"");
        try (HttpResponse answer = client.exchange(post("", "m f=1"), Duration.ofSeconds(5))) {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
        release.countDown();
        first.join();
        assertThat(exchange(post("", "m f=1"))).isEqualTo("204 ");
        assertThat(exchange(HttpRequest.get(uri("/health")))).startsWith("200 ");
    }

    @Test
    void aClientIsToldToComeAgainWhereRowsAreNotSafe() throws Exception {
        Accumulator full = but(Accumulator.class, new RecordingAccumulator(), "flush", () -> {
            throw new FlushException("outputs.influxdb is full", Duration.ofSeconds(7));
        });
        open(but(PluginContext.class, context, "accumulator", () -> full), 3, null);
        for (int i = 0; i < 3; i++) {
            try (HttpResponse answer = client.exchange(post("", "m f=1 1\nm f=2 2"), Duration.ofSeconds(5))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("7");
                assertThat(answer.excerpt(100))
                        .isEqualTo("{\"code\":\"unavailable\",\"message\":\"outputs.influxdb is full\"}");
            }
        }
    }

    @Test
    void otherAddressesNeedAToken() {
        assertThatThrownBy(() -> config(":8086", false, 0, null))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("set token or tls_allowed_cacerts");
        config(":8086", true, 0, null);
        config(":8086", false, 0, "x");
        config("localhost:8086", false, 0, null);
        assertThatThrownBy(() -> config("localhost:8086", false, 0, "")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> config("localhost:8086", false, -1, null)).hasMessageContaining("less than none");
    }
}
