package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import io.heliograph.testkit.faults.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What clients that are slow, large, many or gone do to the listener of the built agent, and what it says while its
/// log cannot be written. Every row that was acknowledged is in the sink in the end, as it was.
@Timeout(300)
class PushFaultsIT {
    private static final String PADDED = "a,pad=" + "x".repeat(32) + " ";
    private static final long BASE = 1_700_000_000_000_000_000L;

    @TempDir
    Path folder;

    private final int port = RunningAgent.freePort();
    private final String write = "http://127.0.0.1:" + port + "/write?db=any";
    private final Set<Sample> acknowledged = ConcurrentHashMap.newKeySet();

    private RunningAgent start(RememberingSink sink, String options) throws IOException {
        return start(sink.port(), options);
    }

    private RunningAgent start(int sink, String options) throws IOException {
        RunningAgent agent = RunningAgent.start(folder, """
                  buffer_when_full = "reject"
                  buffer_min_free_disk = "1MiB"
                [[inputs.influxdb_listener]]
                  service_address = "127.0.0.1:%d"
                  %s
                [[outputs.influxdb]]
                  alias = "pushed"
                  urls = ["http://127.0.0.1:%d"]
                """.formatted(port, options, sink));
        awaitListener();
        return agent;
    }

    private void awaitListener() {
        await("the listener")
                .atMost(RunningAgent.SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Web.status("http://127.0.0.1:" + port + "/ping") == 204);
    }

    /// Pushes a row and notes what it hears.
    private int push(long number) throws IOException {
        int status = Web.post(write, line(number).getBytes(UTF_8)).statusCode();
        if (status == 204) {
            acknowledged.add(Sample.of(line(number)));
        }
        return status;
    }

    private static String line(long number) {
        return "a n=" + number + "i " + (BASE + number);
    }

    private void assertAllArrived(RunningAgent agent, RememberingSink sink) {
        await("every acknowledged row")
                .atMost(RunningAgent.SOON)
                .untilAsserted(() -> assertThat(sink.samples().containsAll(acknowledged))
                        .as("%s of %s", sink.samples().size(), acknowledged.size())
                        .isTrue());
        agent.assertBooksBalance();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String statusOf(InputStream in) throws IOException {
        byte[] head = in.readNBytes(12);
        return new String(head, Math.min(9, head.length), Math.max(0, head.length - 9), ISO_8859_1);
    }

    private static int entries(RunningAgent agent, String what) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(agent.pid()), what))) {
            return (int) entries.count();
        }
    }

    @FaultRow(41)
    void fiveHundredSlowClientsKeepNobodyOut() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = start(sink, "")) {
            push(0);
            int files = entries(agent, "fd");
            int threads = entries(agent, "task");
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 500; i++) {
                    slow.add(slowClient(i));
                    if (i % 50 == 49) {
                        assertServedSoon(i);
                    }
                }
                for (int round = 0; round < 30; round++) {
                    drip(slow);
                    assertServedSoon(1000 + round);
                    Thread.sleep(200);
                }
                await("the slow ones have gone")
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> entries(agent, "fd") <= files + 8);
                assertThat(entries(agent, "task")).isLessThanOrEqualTo(threads + 8);
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }
            assertAllArrived(agent, sink);
            assertThat(acknowledged).hasSize(41);
        }
    }

    /// Some say nothing, some dribble a head, some declare a body; half of them from the address of the real clients.
    private Socket slowClient(int number) throws IOException {
        Socket socket = new Socket();
        byte host = (byte) (number % 2 == 0 ? 1 : 2 + number % 7);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, host}), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
        switch (number % 3) {
            case 0 -> send(socket, "POST /write?db=x HTTP/1.1\r\nHost: a\r\nX-");
            case 1 -> send(socket, "P");
            default -> socket.setTcpNoDelay(true);
        }
        return socket;
    }

    private static void drip(List<Socket> slow) {
        for (Socket socket : slow) {
            try {
                send(socket, "X");
            } catch (IOException gone) {
                // as it should be
            }
        }
    }

    private void assertServedSoon(long number) throws IOException {
        long began = System.nanoTime();
        assertThat(push(number)).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @FaultRow(42)
    void aBodyBeyondAllBoundsIsRefusedBeforeItHasRoom() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = start(sink, "max_body_size = \"16MiB\"")) {
            push(1);
            for (String length : List.of("10000000000", "99999999999999999999", Long.toString((16 << 20) + 1))) {
                try (Socket socket = connect()) {
                    send(socket, "POST /write?db=x HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
                    assertThat(statusOf(socket.getInputStream())).isEqualTo("413");
                }
            }
            assertThat(endless("Transfer-Encoding: chunked")).isEqualTo("413");
            assertThat(bomb()).isEqualTo(413);
            push(2);
            assertAllArrived(agent, sink);
            assertThat(acknowledged).hasSize(2);
        }
    }

    /// Sends chunks until the listener has enough.
    private String endless(String header) throws IOException {
        byte[] chunk = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(ISO_8859_1);
        try (Socket socket = connect()) {
            send(socket, "POST /write?db=x HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n");
            try {
                for (int mebibytes = 0; mebibytes < 100; mebibytes++) {
                    socket.getOutputStream().write(chunk);
                }
            } catch (SocketException closed) {
                // it has heard enough
            }
            return statusOf(socket.getInputStream());
        }
    }

    private int bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int mebibytes = 0; mebibytes < 15; mebibytes++) {
                out.write(new byte[1 << 20]);
            }
        }
        return Web.post(write, packed.toByteArray(), "Content-Encoding", "gzip").statusCode();
    }

    @FaultRow(43)
    void largePushesAtOnceShareABudgetAndTheRestComesAgain() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = start(sink, "max_bytes_in_flight = \"3MiB\"\n  read_timeout = \"20s\"")) {
            Set<String> heard = new ConcurrentSkipListSet<>();
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < 12; client++) {
                long first = 100_000L * client;
                clients.add(Thread.ofPlatform().start(() -> pushLarge(first, heard)));
            }
            for (Thread client : clients) {
                client.join();
            }
            assertThat(heard).contains("204", "429").isSubsetOf("204", "429", "429 without Retry-After");
            assertThat(heard).doesNotContain("429 without Retry-After");
            assertThat(acknowledged).hasSize(12 * 10_000);
            assertAllArrived(agent, sink);
        }
    }

    /// Pushes a body of about 700 kB, slowly, until it is taken.
    private void pushLarge(long first, Set<String> heard) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append(line(first + i).replace("a ", PADDED)).append('\n');
        }
        byte[] body = text.toString().getBytes(UTF_8);
        for (String status = ""; !status.equals("204"); ) {
            try {
                status = slowly(body);
                heard.add(status);
            } catch (IOException | InterruptedException problem) {
                heard.add(problem.toString());
                return;
            }
        }
        for (int i = 0; i < 10_000; i++) {
            acknowledged.add(Sample.of(line(first + i).replace("a ", PADDED)));
        }
    }

    private String slowly(byte[] body) throws IOException, InterruptedException {
        try (Socket socket = connect()) {
            send(socket, "POST /write?db=x HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n");
            try {
                for (int part = 0; part < 4; part++) {
                    int from = body.length / 4 * part;
                    int to = part == 3 ? body.length : from + body.length / 4;
                    socket.getOutputStream().write(body, from, to - from);
                    Thread.sleep(50);
                }
            } catch (SocketException refused) {
                // the answer is there
            }
            byte[] head = new byte[4096];
            int got = Math.max(0, socket.getInputStream().read(head));
            String answer = new String(head, 0, got, ISO_8859_1);
            String status = got < 12 ? "none" : answer.substring(9, 12);
            if (!status.equals("204")) {
                Thread.sleep(100);
            }
            return status.equals("429") && !answer.contains("Retry-After: ") ? "429 without Retry-After" : status;
        }
    }

    @FaultRow(44)
    void whoGoesBeforeTheAnswerHasBeenHeardAllTheSame() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = start(sink, "")) {
            int lines = agent.log().split("\n").length;
            Set<Sample> sent = new HashSet<>();
            for (long number = 0; number < 50; number++) {
                String body = line(number);
                try (Socket socket = connect()) {
                    socket.setSoLinger(number % 2 == 0, 0); // a reset, or a close
                    send(
                            socket,
                            "POST /write?db=x HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body);
                    if (number % 2 == 1) {
                        sent.add(Sample.of(body));
                    }
                }
            }
            push(1000);
            await("all that was sent as a whole")
                    .atMost(RunningAgent.SOON)
                    .untilAsserted(() -> assertThat(sink.samples()).containsAll(sent));
            assertAllArrived(agent, sink);
            assertThat(agent.log().split("\n").length - lines).as(agent.log()).isLessThan(5);
        }
    }

    @FaultRow(45)
    void whileTheLogCannotBeWrittenNothingIsAcknowledged() throws Exception {
        int away = RunningAgent.freePort();
        try (SmallDisk disk = SmallDisk.mounted(folder.resolve("state"), 48)) {
            fillTheDiskAndKill(away, disk);
            try (RememberingSink sink = RememberingSink.start(away);
                    RunningAgent again = start(sink, "")) {
                assertAllArrived(again, sink);
                again.stop();
            }
        }
    }

    private void fillTheDiskAndKill(int away, SmallDisk disk) throws Exception {
        try (RunningAgent agent = start(away, "")) {
            assertThat(push(0)).isEqualTo(204);
            Path ballast = disk.fill(0);
            HttpResponse<String> refused = pushUntilRefused();
            assertThat(refused.statusCode()).isIn(429, 503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            for (int i = 0; i < 5; i++) {
                assertThat(push(2_000_000 + i)).isIn(429, 503);
            }
            Files.delete(ballast);
            await("acknowledged again").atMost(RunningAgent.SOON).until(() -> push(3_000_000) == 204);
            agent.kill();
        }
    }

    private HttpResponse<String> pushUntilRefused() throws IOException {
        for (long number = 1; number < 1_000_000; number += 1000) {
            String body = bulk(number);
            HttpResponse<String> heard = Web.post(write, body.getBytes(UTF_8));
            if (heard.statusCode() != 204) {
                return heard;
            }
            body.lines().map(Sample::of).forEach(acknowledged::add);
        }
        throw new AssertionError("a full disk takes a million rows");
    }

    private static String bulk(long from) {
        StringBuilder lines = new StringBuilder();
        for (long number = from; number < from + 1000; number++) {
            lines.append(line(number)).append('\n');
        }
        return lines.toString();
    }
}
