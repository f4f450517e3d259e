package io.heliograph.plugins.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSink;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.TlsOptions;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpClientTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private final HttpClient client = new HttpClient(Transport.direct(new ClientTls(TlsOptions.NONE)));

    @AfterEach
    void close() {
        client.close();
    }

    private String bodyOf(HttpRequest request, Duration allowed) throws IOException {
        try (HttpResponse answer = client.exchange(request, allowed)) {
            ByteSink body = new ByteSink();
            answer.readInto(body, 1 << 20);
            return body.toString();
        }
    }

    private String get(FakeServer server) throws IOException {
        return bodyOf(HttpRequest.get(server.uri("/m")), LONG);
    }

    private void assertFails(String answer, Class<? extends IOException> kind, String message) throws IOException {
        try (FakeServer server = FakeServer.once(answer)) {
            assertThatThrownBy(() -> get(server))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(kind),
                            thrown -> assertThat(thrown.getCause()).isInstanceOf(kind))
                    .hasMessageContaining(message);
        }
    }

    @Test
    void keeps_a_connection_for_the_next_exchange() throws IOException {
        try (FakeServer server = FakeServer.answering(OK)) {
            assertThat(get(server)).isEqualTo("hello");
            assertThat(get(server)).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests().get(0))
                    .isEqualTo("GET /m HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                            + "\r\nUser-Agent: Heliograph\r\nAccept-Encoding: gzip\r\n\r\n");
        }
    }

    @Test
    void posts_a_part_of_an_array() throws IOException {
        try (FakeServer server = FakeServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            byte[] array = "xxcpu f=1xx".getBytes(StandardCharsets.UTF_8);
            HttpRequest request = HttpRequest.post(server.uri("/write?db=a%20b"))
                    .header("X-A", "1")
                    .body(array, 2, 7);
            try (HttpResponse answer = client.exchange(request, LONG)) {
                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.isSuccess()).isTrue();
            }
            assertThat(bodyOf(request, LONG)).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests().get(0))
                    .startsWith("POST /write?db=a%20b ")
                    .endsWith("\r\n\r\ncpu f=1");
        }
    }

    @Test
    void tries_again_where_the_server_closed_an_idle_connection() throws Exception {
        try (FakeServer server = FakeServer.once(OK)) {
            assertThat(get(server)).isEqualTo("hello");
            Thread.sleep(100);
            assertThat(bodyOf(HttpRequest.post(server.uri("/w")).body(new byte[100_000], 0, 100_000), LONG))
                    .isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(2);
            assertThat(client.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void does_not_try_again_on_a_fresh_connection() throws IOException {
        try (FakeServer server = new FakeServer(exchange -> exchange.request())) {
            assertThatThrownBy(() -> get(server))
                    .hasMessageContaining("closed the connection before an answer")
                    .hasMessageStartingWith("GET http://127.0.0.1:" + server.port() + "/m: ");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2;a=b\r\nhe\r\n00003\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nContent-Length: 77\r\n\r\n5 \r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\n\r\nhello",
                "HTTP/1.1 200\nContent-Length: 5\n\nhello",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello and more",
            })
    void reads_every_framing(String answer) throws IOException {
        try (FakeServer server = FakeServer.once(answer)) {
            assertThat(get(server)).isEqualTo("hello");
            assertThat(get(server)).isEqualTo("hello");
        }
    }

    @Test
    void a_connection_with_bytes_that_nobody_asked_for_is_not_used_again() throws IOException {
        try (FakeServer server = FakeServer.answering(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")) {
            assertThat(get(server)).isEqualTo("hello");
            assertThat(get(server)).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void tells_broken_answers() throws IOException {
        assertFails("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", EOFException.class, "after 5 of 10 bytes");
        assertFails(
                "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello", ProtocolException.class, "not a length: '5x'");
        assertFails(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                ProtocolException.class,
                "two lengths");
        assertFails("garbage\r\n\r\n", ProtocolException.class, "not an HTTP/1 answer: 'garbage'");
        assertFails("HTTP/2 200 OK\r\n\r\n", ProtocolException.class, "not an HTTP/1 answer");
        assertFails("HTTP/1.1 200 OK\r\nno header\r\n\r\n", ProtocolException.class, "not a header: 'no header'");
        assertFails("HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n", ProtocolException.class, "not a header");
        assertFails(
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx", ProtocolException.class, "'br' was not asked for");
        assertFails("HTTP/1.1 200 OK\r\nA: " + "x".repeat(70_000), ProtocolException.class, "larger than 65536 bytes");
        assertFails(
                "HTTP/1.1 200 OK\r\n" + "A: x\r\n".repeat(300) + "\r\n",
                ProtocolException.class,
                "more than 256 headers");
        assertFails("HTTP/1.1 101 Switching\r\n\r\n", ProtocolException.class, "101");
    }

    @Test
    void tells_broken_chunks() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertFails(head + "5\r\nhel", EOFException.class, "after 3 bytes");
        assertFails(head + "5\r\nhello", EOFException.class, "before the last chunk");
        assertFails(head + "3\r\nhello\r\n0\r\n\r\n", ProtocolException.class, "longer than it says");
        assertFails(head + "x\r\nhello", ProtocolException.class, "no size of a chunk");
        assertFails(head + "ffffffffffffffff\r\nhello", ProtocolException.class, "no size of a chunk");
        assertFails(head + "-5\r\nhello", ProtocolException.class, "no size of a chunk");
        assertFails(head + "5;" + "x".repeat(20_000), ProtocolException.class, "beside the chunks");
        assertFails(head + "0\r\nT: " + "x".repeat(20_000), ProtocolException.class, "beside the chunks");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static FakeServer packed(byte[] body) throws IOException {
        return new FakeServer(exchange -> {
            while (true) {
                exchange.request();
                exchange.write(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n");
                exchange.write(body);
            }
        });
    }

    @Test
    void unpacks_gzip_again_and_again_over_one_connection() throws IOException {
        byte[] text = "metric 1\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        try (FakeServer server = packed(gzip(text))) {
            for (int i = 0; i < 3; i++) {
                assertThat(get(server).length()).isEqualTo(text.length);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void unpacks_several_members() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(gzip("hel".getBytes(StandardCharsets.UTF_8)));
        both.writeBytes(gzip("lo".getBytes(StandardCharsets.UTF_8)));
        try (FakeServer server = packed(both.toByteArray())) {
            assertThat(get(server)).isEqualTo("hello");
        }
    }

    @Test
    void the_limit_counts_unpacked_bytes() throws IOException {
        try (FakeServer server = packed(gzip(new byte[20 << 20]))) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(BodyTooLargeException.class)
                    .hasMessageContaining("1048576");
        }
        try (FakeServer server = FakeServer.once("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nx")) {
            assertThatThrownBy(() -> get(server)).isInstanceOf(BodyTooLargeException.class);
        }
        assertThat(client.openConnections()).isZero();
    }

    @Test
    void tells_damaged_gzip() throws IOException {
        byte[] whole = gzip("hello".getBytes(StandardCharsets.UTF_8));
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 1;
        try (FakeServer server = packed(flipped)) {
            assertThatThrownBy(() -> get(server)).hasMessageContaining("checksum");
        }
        try (FakeServer server = packed(Arrays.copyOf(whole, whole.length - 9))) {
            assertThatThrownBy(() -> get(server)).hasMessageContaining("ends early");
        }
        try (FakeServer server = packed("not packed".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> get(server)).hasMessageContaining("not gzip");
        }
    }

    private void assertTimesOut(FakeServer.Script script) throws IOException {
        try (FakeServer server = new FakeServer(script)) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> bodyOf(HttpRequest.get(server.uri("/slow")), SHORT))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("not done within 300ms");
            assertThat(System.nanoTime() - began)
                    .isLessThan(Duration.ofSeconds(3).toNanos());
        }
        assertThat(client.openConnections()).isZero();
    }

    @Test
    void one_deadline_holds_for_the_whole_exchange() throws IOException {
        assertTimesOut(exchange -> Thread.sleep(5_000));
        assertTimesOut(exchange -> dribble(exchange, "HTTP/1.1 200 OK\r\nA: ", "x"));
        assertTimesOut(exchange -> dribble(exchange, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", "x"));
        assertTimesOut(
                exchange -> dribble(exchange, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"));
    }

    private static void dribble(FakeServer.Exchange exchange, String head, String drop) throws Exception {
        exchange.request();
        exchange.write(head);
        while (true) {
            exchange.write(drop);
            Thread.sleep(20);
        }
    }

    @Test
    void a_server_that_does_not_read_is_left_at_the_deadline() throws IOException {
        try (FakeServer server = new FakeServer(exchange -> Thread.sleep(5_000))) {
            HttpRequest request = HttpRequest.post(server.uri("/w")).body(new byte[30 << 20], 0, 30 << 20);
            assertThatThrownBy(() -> bodyOf(request, SHORT)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void an_answer_that_comes_before_the_whole_request_counts() throws IOException {
        try (FakeServer server = new FakeServer(exchange -> {
            exchange.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
            Thread.sleep(2_000);
        })) {
            HttpRequest request = HttpRequest.post(server.uri("/w")).body(new byte[10 << 20], 0, 10 << 20);
            try (HttpResponse answer = client.exchange(request, Duration.ofSeconds(5))) {
                assertThat(answer.status()).isEqualTo(413);
            } catch (SocketTimeoutException slow) {
                // the server neither reads nor closes: then only time ends it
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("413").hasMessageContaining("unreachable");
            }
        }
    }

    @Test
    void an_interrupt_ends_an_exchange() throws Exception {
        try (FakeServer server = new FakeServer(exchange -> Thread.sleep(10_000))) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread worker = Thread.ofVirtual().start(() -> {
                try {
                    get(server);
                } catch (IOException failed) {
                    ended.complete(failed);
                }
            });
            Thread.sleep(200);
            worker.interrupt();
            assertThat(ended.get(3, TimeUnit.SECONDS))
                    .isInstanceOf(InterruptedIOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void closing_ends_exchanges_under_way() throws Exception {
        try (FakeServer server = new FakeServer(exchange -> Thread.sleep(10_000))) {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return get(server);
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            Thread.sleep(200);
            client.close();
            assertThatThrownBy(() -> answer.get(3, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThat(client.openConnections()).isZero();
        }
    }

    @Test
    void follows_redirects_as_far_as_told_and_leaves_credentials_behind() throws IOException {
        try (FakeServer there = FakeServer.answering(OK);
                FakeServer here = new FakeServer(exchange -> {
                    exchange.request();
                    exchange.write("HTTP/1.1 307 T\r\nContent-Length: 0\r\nLocation: /local\r\n\r\n");
                    exchange.request();
                    exchange.write(
                            "HTTP/1.1 302 F\r\nContent-Length: 0\r\nLocation: " + there.uri("/far?x=1") + "\r\n\r\n");
                })) {
            HttpRequest request = HttpRequest.get(here.uri("/m"))
                    .header("Authorization", "Basic x")
                    .header("X-Key", "k")
                    .header("Accept", "text/plain")
                    .redirects(2);
            assertThat(bodyOf(request, LONG)).isEqualTo("hello");
            assertThat(here.requests().get(1)).startsWith("GET /local ").contains("Authorization: Basic x", "X-Key: k");
            assertThat(there.requests().get(0))
                    .startsWith("GET /far?x=1 ")
                    .contains("Accept: text/plain")
                    .doesNotContain("Authorization", "X-Key");
        }
    }

    @Test
    void redirects_have_an_end() throws IOException {
        try (FakeServer server = FakeServer.answering("HTTP/1.1 301 M\r\nContent-Length: 0\r\nLocation: /m\r\n\r\n")) {
            HttpRequest request = HttpRequest.get(server.uri("/m"));
            assertThatThrownBy(() -> bodyOf(request.redirects(3), LONG)).hasMessageContaining("more than 3 redirects");
            try (HttpResponse answer = client.exchange(request, LONG)) {
                assertThat(answer.status()).isEqualTo(301);
            }
        }
        try (FakeServer server =
                FakeServer.answering("HTTP/1.1 301 M\r\nContent-Length: 0\r\nLocation: file:///etc/passwd\r\n\r\n")) {
            assertThatThrownBy(() -> bodyOf(HttpRequest.get(server.uri("/m")).redirects(3), LONG))
                    .hasMessageContaining("redirected to nowhere");
        }
    }

    @Test
    void goes_through_a_proxy() throws IOException {
        try (FakeServer proxy = FakeServer.answering(OK)) {
            URI where = URI.create("http://u:p%40@127.0.0.1:" + proxy.port());
            try (HttpClient proxied = new HttpClient(new Transport(new ClientTls(TlsOptions.NONE), where, null));
                    HttpResponse answer =
                            proxied.exchange(HttpRequest.get(URI.create("http://db.invalid:8086/ping?a=b")), LONG)) {
                assertThat(answer.status()).isEqualTo(200);
            }
            assertThat(proxy.requests().get(0))
                    .startsWith("GET http://db.invalid:8086/ping?a=b HTTP/1.1\r\nHost: db.invalid:8086\r\n")
                    .contains("Proxy-Authorization: Basic dTpwQA==\r\n");
        }
    }

    /// It would be spoken to in the clear, its password included.
    @Test
    void a_proxy_that_wants_tls_is_refused() {
        assertThatThrownBy(() -> Proxies.through(URI.create("https://u:secret@proxy:3128")))
                .hasMessageContaining("http://proxy:3128")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_proxy_that_refuses_a_tunnel_is_named() throws IOException {
        try (FakeServer proxy = FakeServer.once("HTTP/1.1 403 Forbidden\r\n\r\n")) {
            URI where = URI.create("http://127.0.0.1:" + proxy.port());
            try (HttpClient proxied = new HttpClient(new Transport(new ClientTls(TlsOptions.NONE), where, null))) {
                assertThatThrownBy(() -> proxied.exchange(HttpRequest.get(URI.create("https://db.invalid/")), LONG)
                                .close())
                        .hasMessageContaining("answered 403 to CONNECT db.invalid:443");
            }
        }
    }

    @Test
    void goes_over_a_unix_socket(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> answerOverUnix(listener));
            HttpRequest request =
                    HttpRequest.get(URI.create("http://localhost/m")).over(socket);
            assertThat(bodyOf(request, LONG)).isEqualTo("hello");
            assertThatThrownBy(() -> bodyOf(request, SHORT)).isInstanceOf(SocketTimeoutException.class);
        }
        assertThatThrownBy(() ->
                        bodyOf(HttpRequest.get(URI.create("http://localhost/")).over(folder.resolve("none")), LONG))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("cannot connect to " + folder.resolve("none"));
    }

    private static void answerOverUnix(ServerSocketChannel listener) {
        try (SocketChannel accepted = listener.accept()) {
            accepted.read(ByteBuffer.allocate(4096));
            accepted.write(ByteBuffer.wrap(OK.getBytes(StandardCharsets.UTF_8)));
            Thread.sleep(5_000);
        } catch (IOException | InterruptedException over) {
            // the test is over
        }
    }

    @Test
    void tells_what_cannot_be_reached() {
        assertThatThrownBy(() -> bodyOf(HttpRequest.get(URI.create("http://127.0.0.1:1/x?p=secret")), LONG))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("GET http://127.0.0.1:1/x: cannot connect to 127.0.0.1:1: ")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> bodyOf(HttpRequest.get(URI.create("http://u:secret@no-such-host.invalid/")), LONG))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("unknown host 'no-such-host.invalid'")
                .hasMessageNotContaining("secret");
    }

    @Test
    void user_information_becomes_basic_authentication() throws IOException {
        try (FakeServer server = FakeServer.answering(OK)) {
            URI uri = URI.create("http://al%40b:c+d@127.0.0.1:" + server.port() + "/");
            assertThat(bodyOf(HttpRequest.get(uri), LONG)).isEqualTo("hello");
            assertThat(server.requests().get(0)).contains("Authorization: Basic YWxAYjpjK2Q=\r\n");
        }
    }
}
