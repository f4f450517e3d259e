package io.heliograph.plugins.common.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpListenerTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestContext context = new TestContext("inputs.test");
    private final CountDownLatch release = new CountDownLatch(1);
    private @Nullable HttpListener listener;

    @AfterEach
    void close() throws IOException {
        if (listener != null) {
            listener.close();
        }
        context.close();
    }

    private InetSocketAddress open(int connections, int perAddress) throws IOException {
        ServerLimits limits = new ServerLimits(
                connections, perAddress, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        HttpListener made = new HttpListener(context, "test", limits, null, this::answer);
        listener = made;
        made.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return made.address();
    }

    private Response answer(Request request) throws IOException, InterruptedException {
        if (request.path().equals("/wait")) {
            release.await();
        }
        if (request.path().equals("/bug")) {
            throw new IllegalStateException("as a test wants it");
        }
        byte[] body = request.body().readAllBytes();
        return Response.of(200, "text/plain", request.method() + " " + new String(body, StandardCharsets.UTF_8));
    }

    private static Socket connect(InetSocketAddress to, int host) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host}), 0));
        socket.connect(to);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The status of an answer with a body of one packet; empty where the connection is closed.
    private static String answer(Socket socket) throws IOException {
        byte[] room = new byte[4096];
        try {
            int got = socket.getInputStream().read(room);
            return got < 0 ? "" : new String(room, 9, 3, StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    @Test
    void aConnectionServesOneRequestAfterTheOther() throws IOException {
        try (Socket client = connect(open(10, 10), 1)) {
            for (int i = 0; i < 3; i++) {
                send(client, GET);
                assertThat(answer(client)).isEqualTo("200");
            }
        }
    }

    @Test
    void aBugInTheHandlerIsAnAnswerAndNotTheEnd() throws IOException {
        try (Socket client = connect(open(10, 10), 1)) {
            send(client, GET.replace("/x", "/bug"));
            assertThat(answer(client)).isEqualTo("500");
            send(client, GET);
            assertThat(answer(client)).isEqualTo("200");
        }
    }

    @Test
    void whoSendsAHeadTooSlowlyIsToldAndClosed() throws Exception {
        try (Socket slow = connect(open(10, 10), 1)) {
            long began = System.nanoTime();
            for (int i = 0; i < 9; i++) {
                send(slow, GET.substring(i, i + 1));
                Thread.sleep(100);
            }
            assertThat(answer(slow)).isEqualTo("408");
            assertThat(System.nanoTime() - began).isBetween(1_000_000_000L, 3_000_000_000L);
            assertThat(answer(slow)).isEmpty();
        }
    }

    @Test
    void whoSendsABodyTooSlowlyIsToldAndClosed() throws Exception {
        InetSocketAddress address = open(10, 10);
        for (String length : List.of("Content-Length: 9", "Transfer-Encoding: chunked")) {
            try (Socket slow = connect(address, 1)) {
                send(slow, "POST /x HTTP/1.1\r\nHost: a\r\n" + length + "\r\n\r\n1");
                assertThat(answer(slow)).isEqualTo("408");
                assertThat(answer(slow)).isEmpty();
            }
        }
    }

    @Test
    void whoSendsNothingGoesAndWhoHasRestedTooLongGoesToo() throws Exception {
        try (Socket client = connect(open(10, 10), 1);
                Socket silent = connect(listener.address(), 2)) {
            send(client, GET);
            assertThat(answer(client)).isEqualTo("200");
            assertThat(answer(silent)).isEmpty();
            assertThat(answer(client)).isEmpty();
        }
    }

    @Test
    void silentConnectionsMakePlaceForRequests() throws Exception {
        InetSocketAddress address = open(8, 4);
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                silent.add(connect(address, 1 + i % 5));
            }
            for (int host = 1; host < 8; host++) {
                try (Socket client = connect(address, host)) {
                    send(client, GET);
                    assertThat(answer(client)).isEqualTo("200");
                }
            }
            assertThat(listener.connections()).isLessThanOrEqualTo(8);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /// Who has waited longest is asked while the times go on: an order that changes under the sort ends the door.
    @Test
    void aBurstOverTheLimitOfAnAddressLeavesTheDoorOpen() throws Exception {
        InetSocketAddress address = open(1_000, 64);
        List<Socket> burst = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                burst.add(connect(address, 1));
            }
            try (Socket client = connect(address, 1)) {
                send(client, GET);
                assertThat(answer(client)).isEqualTo("200");
            }
            assertThat(listener.connections()).isLessThanOrEqualTo(64);
        } finally {
            for (Socket socket : burst) {
                socket.close();
            }
        }
    }

    @Test
    void whereAllAreAtWorkTheNextHearsThatThereIsNoPlace() throws Exception {
        InetSocketAddress address = open(10, 2);
        try (Socket first = connect(address, 1);
                Socket second = connect(address, 1);
                Socket elsewhere = connect(address, 2)) {
            send(first, GET.replace("/x", "/wait"));
            send(second, GET.replace("/x", "/wait"));
            Thread.sleep(300);
            try (Socket third = connect(address, 1)) {
                assertThat(answer(third)).isEqualTo("503");
            }
            send(elsewhere, GET);
            assertThat(answer(elsewhere)).isEqualTo("200");
            release.countDown();
            assertThat(answer(first)).isEqualTo("200");
            assertThat(answer(second)).isEqualTo("200");
        }
    }

    @Test
    void whatIsAtWorkMayEndWhenItStops() throws Exception {
        try (Socket client = connect(open(10, 10), 1);
                Socket resting = connect(listener.address(), 1)) {
            send(client, GET.replace("/x", "/wait"));
            Thread.sleep(200);
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                release.countDown();
            });
            listener.close();
            assertThat(answer(client)).isEqualTo("200");
            assertThat(answer(client)).isEmpty();
            assertThat(answer(resting)).isEmpty();
            assertThat(listener.connections()).isZero();
        }
    }
}
