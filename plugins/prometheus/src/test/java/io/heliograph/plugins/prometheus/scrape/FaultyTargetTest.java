package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.faults.FaultRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Targets that are slow, endless, lying, malformed or huge: faults that this project
/// holds itself to. Each scrape of one ends in time, gives nothing of the answer, and says `up 0`.
class FaultyTargetTest {
    @TempDir
    Path folder;

    private Exposer exposer;

    @BeforeEach
    void serve() throws Exception {
        exposer = new Exposer();
    }

    @AfterEach
    void stop() {
        exposer.close();
    }

    private void fails(String options, String part) throws Exception {
        fails(exposer.address(), options, part);
    }

    private static void fails(String address, String options, String part) throws Exception {
        try (OneTarget target = OneTarget.discovered(address, "scrape_timeout = '500ms'\n" + options)) {
            long began = System.nanoTime();
            target.scrape(0);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(target.problem()).contains(part);
            assertThat(target.report()).containsEntry("up", 0.0);
            assertThat(target.samples()).isEmpty();
        }
    }

    private void bytes(int each, Duration pause, String coding) {
        exposer.with(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            if (!coding.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Encoding", coding);
            }
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[each];
            Arrays.fill(part, (byte) '#');
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(part);
                    out.flush();
                    Thread.sleep(pause);
                }
            } catch (InterruptedException | IOException gone) {
                // the scraper has had enough
            }
        });
    }

    @FaultRow(22)
    void refused() throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        fails("127.0.0.1:" + port, "", "cannot connect");
    }

    @FaultRow(22)
    void silent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fails("127.0.0.1:" + silent.getLocalPort(), "", "500ms");
        }
    }

    @FaultRow(23)
    void oneByteAtATime() throws Exception {
        bytes(1, Duration.ofMillis(50), "");
        fails("", "500ms");
    }

    @FaultRow(23)
    void oneByteOfTheHeadAtATime() throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofVirtual().start(() -> {
                try (Socket peer = server.accept()) {
                    byte[] head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX: ".getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; ; i++) {
                        peer.getOutputStream().write(i < head.length ? head[i] : 'x');
                        Thread.sleep(30);
                    }
                } catch (IOException | InterruptedException gone) {
                    // the scraper has had enough
                }
            });
            fails("127.0.0.1:" + server.getLocalPort(), "", "500ms");
        }
    }

    @FaultRow(23)
    void headThatIsLaterThanItsOwnLimit() throws Exception {
        exposer.with(exchange -> {
            pause();
            Exposer.answer(exchange, 200, "text/plain", "a 1\n");
        });
        fails("response_timeout = '200ms'", "200ms");
    }

    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @FaultRow(24)
    void endless() throws Exception {
        bytes(1 << 20, Duration.ZERO, "");
        fails("content_length_limit = '4MiB'", "larger than");
    }

    @FaultRow(25)
    void bomb() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) '\n');
            for (int i = 0; i < 256; i++) {
                out.write(zeros);
            }
        }
        packed(packed.toByteArray());
        fails("content_length_limit = '4MiB'", "larger than 4194304 bytes");
    }

    private void packed(byte[] body) {
        exposer.with(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @FaultRow(27)
    void truncatedGzip() throws Exception {
        byte[] whole = gzip("a 1\n".repeat(1000));
        packed(Arrays.copyOf(whole, whole.length - 6));
        fails("", "gzip data ends early");
    }

    @FaultRow(27)
    void severalGzipMembers() throws Exception {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip("a 1\n"));
        members.write(gzip("b 2\n"));
        packed(members.toByteArray());
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            assertThat(target.scrape(0).samples()).containsExactly("a{} 1.0 @0", "b{} 2.0 @0");
        }
    }

    @FaultRow(27)
    void trailingGarbageAfterGzip() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(gzip("a 1\n"));
        body.write("garbage".getBytes(StandardCharsets.UTF_8));
        packed(body.toByteArray());
        fails("", "not gzip");
    }

    @FaultRow(27)
    void shorterThanItSays() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket peer = server.accept()) {
                    peer.getInputStream().read(new byte[4096]);
                    peer.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\na 1\n"
                                    .getBytes(StandardCharsets.UTF_8));
                } catch (IOException gone) {
                    // the scraper has had enough
                }
            });
            fails("127.0.0.1:" + server.getLocalPort(), "", "closed the connection after 4 of 100 bytes");
        }
    }

    @FaultRow(28)
    void malformed() throws Exception {
        exposer.text("a 1\na{b=\"\u0000\"} 1\nb{ 2\n");
        fails("", "line 3");
        exposer.text("\ufeffa 1\n");
        fails("", "line 1");
    }

    @FaultRow(30)
    void hugeNumber() throws Exception {
        exposer.text("a 1" + "0".repeat(1_000_000) + "\n");
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            long began = System.nanoTime();
            target.scrape(0);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @FaultRow(32)
    void millionSeries() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_001; i++) {
            text.append("m{i=\"").append(i).append("\"} 1\n");
        }
        exposer.text(text.toString());
        try (OneTarget target =
                OneTarget.discovered(exposer.address(), "sample_limit = 100000\nscrape_timeout = '9s'")) {
            assertThat(target.scrape(0).problem()).contains("sample_limit exceeded: 100001 samples");
        }
    }

    @FaultRow(33)
    void contentTypeThatLies() throws Exception {
        exposer.with(exchange -> Exposer.answer(exchange, 200, "text/html", "a 1\n"));
        fails("", "Content-Type 'text/html'");
        try (OneTarget target =
                OneTarget.discovered(exposer.address(), "fallback_scrape_protocol = 'PrometheusText0.0.4'")) {
            assertThat(target.scrape(0).samples()).hasSize(1);
        }
    }

    @FaultRow(34)
    void resetsAndTimesOfOtherYearsPassAsTheyAre() throws Exception {
        String text = "# TYPE c counter\nc %d\nold 1 1600000000000\nsoon 1 2000000000000\n";
        try (OneTarget target =
                OneTarget.discovered(exposer.text(text.formatted(1_000)).address(), "")) {
            assertThat(target.scrape(0).samples()).anyMatch(sample -> sample.startsWith("c{} 1000.0 "));
            exposer.text(text.formatted(3));
            assertThat(target.scrape(10).samples())
                    .anyMatch(sample -> sample.startsWith("c{} 3.0 "))
                    .contains("old{} 1.0 @-100000000", "soon{} 1.0 @300000000");
        }
    }

    @Test
    void emptyAnswerIsAGoodOne() throws Exception {
        exposer.with(exchange -> Exposer.answer(exchange, 200, "", ""));
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            assertThat(target.scrape(0).report()).containsEntry("up", 1.0);
        }
        exposer.with(exchange -> Exposer.answer(exchange, 204, "", ""));
        fails("", "status 204");
    }

    @Test
    void redirectsStayWithTheHostUnlessAllowed() throws Exception {
        try (Exposer other = new Exposer()) {
            other.text("a{auth=\"none\"} 1\n");
            exposer.with(exchange -> {
                String path = exchange.getRequestURI().getPath();
                if (path.equals("/metrics")) {
                    exchange.getResponseHeaders().set("Location", "/moved");
                    Exposer.answer(exchange, 302, "", "");
                } else {
                    Exposer.answer(exchange, 200, "text/plain", "a 1\n");
                }
            });
            try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
                assertThat(target.scrape(0).samples()).hasSize(1);
            }
            fails("follow_redirects = false", "redirect to /moved");
            String away = "http://localhost:"
                    + other.address().substring(other.address().indexOf(':') + 1) + "/x";
            exposer.with(exchange -> {
                exchange.getResponseHeaders().set("Location", away);
                Exposer.answer(exchange, 302, "", "");
            });
            fails("", "follow_redirects");
            String secrets = "follow_redirects = true\nhttp_headers = { X-Secret = 'x' }\n"
                    + "basic_auth = { username = 'u', password = 'p' }";
            try (OneTarget target = OneTarget.discovered(exposer.address(), secrets)) {
                assertThat(target.scrape(0).samples()).hasSize(1);
                assertThat(exposer.last().getRequestHeaders().getFirst("X-Secret"))
                        .isEqualTo("x");
                assertThat(other.last().getRequestHeaders()).doesNotContainKeys("X-secret", "Authorization");
            }
        }
    }

    @Test
    void linkLocalTargetsAreLeftAloneWhereAsked() throws Exception {
        fails("169.254.169.254:80", "avoid_link_local = true", "link-local");
    }

    @Test
    void aLogThatCannotBeWrittenHidesNoFailure() throws Exception {
        exposer.status(500);
        try (OneTarget target = OneTarget.discovered(
                exposer.address(), "scrape_failure_log_file = '" + folder.resolve("none/failures.log") + "'")) {
            assertThat(target.scrape(0).problem()).contains("status 500");
            assertThat(target.errors()).singleElement().asString().contains("no such file");
        }
    }

    @Test
    void failuresAreLogged() throws Exception {
        Path log = folder.resolve("failures.log");
        exposer.status(500);
        try (OneTarget target =
                OneTarget.discovered(exposer.address(), "scrape_failure_log_file = '" + log + "'\njob_name = 'n'")) {
            target.scrape(0).scrape(10);
        }
        assertThat(Files.readAllLines(log)).hasSize(2).first().asString().contains("status 500", "\"job_name\":\"n\"");
    }
}
