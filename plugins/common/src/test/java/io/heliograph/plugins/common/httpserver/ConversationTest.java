package io.heliograph.plugins.common.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {
    private final List<String> taken = new ArrayList<>();
    private final EasyPace pace = new EasyPace();
    private final ByteBudget budget = new ByteBudget(10 << 20);
    private long limit = 5 << 20;

    private String talk(String text) throws InterruptedException {
        return talk(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// What was answered to a text, without the dates.
    private String talk(byte[] text) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Conversation(
                            new ByteArrayInputStream(text),
                            out,
                            InetAddress.getLoopbackAddress(),
                            ServerLimits.DEFAULT,
                            pace,
                            this::answer)
                    .run();
        } catch (IOException cut) {
            taken.add("cut: " + cut.getMessage());
        }
        assertThat(budget.taken()).isZero();
        return out.toString(StandardCharsets.ISO_8859_1).replaceAll("Date: [^\r]*\r\n", "");
    }

    private Response answer(Request request) throws IOException {
        if (request.path().equals("/no")) {
            throw new HttpProblem(401, "no");
        }
        try (BodyText body = new BodyText(budget, limit)) {
            body.read(request);
            String text = body.bytes().size() > 100
                    ? body.bytes().size() + " bytes"
                    : body.bytes().toString();
            taken.add(request.method() + " " + request.path() + " " + request.parameter("p") + " " + text);
        }
        return Response.of(204);
    }

    private static String post(String headers, String body) {
        return "POST /x?p=1%202 HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
    }

    @Test
    void requestsMayFollowEachOtherClosely() throws Exception {
        String answers = talk(post("Content-Length: 3\r\n", "abc")
                + post("Transfer-Encoding: chunked\r\n", "2;ext=1\r\nab\r\n1\r\nc\r\n0\r\nTrailer: t\r\n\r\n")
                + "\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(taken).containsExactly("POST /x 1 2 abc", "POST /x 1 2 abc", "GET /  ");
        assertThat(answers)
                .isEqualTo("HTTP/1.1 204 No Content\r\n\r\n".repeat(2)
                        + "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    }

    /// It would keep a place for as long as a body may take, for a request that is refused anyway.
    @Test
    void aClientThatIsTurnedAwayIsNotWaitedForAsLong() throws Exception {
        talk("POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + post("Content-Length: 3\r\n", "abc"));
        assertThat(pace.bodies).containsExactly(Duration.ofSeconds(5), ServerLimits.DEFAULT.bodyDeadline());
    }

    @Test
    void aBodyThatIsNotReadIsSkipped() throws Exception {
        String answers = talk("POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + post("", ""));
        assertThat(answers).startsWith("HTTP/1.1 401 Unauthorized\r\n").endsWith("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(taken).containsExactly("POST /x 1 2 ");
    }

    @Test
    void theBodyIsAskedForWhereTheClientWaits() throws Exception {
        assertThat(talk(post("Expect: 100-continue\r\nContent-Length: 1\r\n", "a")))
                .isEqualTo("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        assertThat(talk("POST /no HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"))
                .startsWith("HTTP/1.1 401 Unauthorized\r\n")
                .contains("Connection: close\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|GET / HTTP/1.1\\n\\n",
                "400|GET /\\r\\n\\r\\n",
                "400|GET  / HTTP/1.1\\r\\n\\r\\n",
                "400|G(T / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "400|GET x HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "400|GET /\\1 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n",
                "505|GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n",
                "505|PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\r\\n folded\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\0b\\r\\n\\r\\n",
                "400|GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\rb\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 1\\r\\n\\r\\na",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: +1\\r\\n\\r\\na",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1, 1\\r\\n\\r\\na",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length:\\r\\n\\r\\na",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\na",
                "501|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\na",
                "400|POST / HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 10000000000\\r\\n\\r\\na",
                "413|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 99999999999999999999999\\r\\n\\r\\na",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nab\\r\\n0\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0x1\\r\\na\\r\\n0\\r\\n\\r\\n",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\na\\r\\n0\\r\\n\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nfffffffff\\r\\na",
                "413|POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffffffffffff1\\r\\na",
                "415|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Encoding: br\\r\\nContent-Length: 1\\r\\n\\r\\na",
                "400|POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 1\\r\\n\\r\\na",
                "400|GET /?%zz=1 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"
            })
    void whatBreaksARuleIsRefusedByItsStatus(String status, String text) throws Exception {
        String sent = text.translateEscapes();
        assertThat(talk(sent)).startsWith("HTTP/1.1 " + status + " ");
        assertThat(taken).isEmpty();
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws Exception {
        String head = "GET / HTTP/1.1\r\nHost: a\r\n";
        assertThat(talk(head + "X: " + "x".repeat(16_000) + "\r\n\r\n")).startsWith("HTTP/1.1 204");
        assertThat(talk(head + "X: " + "x".repeat(16_384) + "\r\n\r\n")).startsWith("HTTP/1.1 431");
        assertThat(talk("GET /" + "x".repeat(100_000))).startsWith("HTTP/1.1 431");
        assertThat(talk(head + "X: 1\r\n".repeat(99) + "\r\n")).startsWith("HTTP/1.1 204");
        assertThat(talk(head + "X: 1\r\n".repeat(100) + "\r\n")).startsWith("HTTP/1.1 431");
    }

    @Test
    void aChunkedBodyWithoutEndIsCutOff() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        assertThat(talk(post("Transfer-Encoding: chunked\r\n", chunk.repeat(200))))
                .startsWith("HTTP/1.1 413 ")
                .contains("Connection: close\r\n");
    }

    private static byte[] packed(int zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[zeros]);
        }
        byte[] body = bytes.toByteArray();
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(post("Content-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n", "")
                .getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        return request.toByteArray();
    }

    @Test
    void aBombIsFoundByItsRatioBeforeItIsLarge() throws Exception {
        assertThat(talk(packed(1 << 20))).startsWith("HTTP/1.1 204 ");
        assertThat(talk(packed(2 << 20))).startsWith("HTTP/1.1 413 ");
        assertThat(taken).containsExactly("POST /x 1 2 1048576 bytes");
    }

    @Test
    void aConnectionThatEndsWithinARequestCostsNothing() throws Exception {
        assertThat(talk("POST / HTT")).isEmpty();
        assertThat(talk(post("Content-Length: 3\r\n", "ab"))).isEmpty();
        assertThat(talk(post("Transfer-Encoding: chunked\r\n", "5\r\nab"))).isEmpty();
        assertThat(taken).hasSize(3).allMatch(line -> line.startsWith("cut: "));
    }

    @Test
    void whatNeverFitsIntoTheBudgetIsNotToldToComeAgain() throws Exception {
        limit = 10 << 20;
        String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
        String answers = talk(post("Transfer-Encoding: chunked\r\n", chunk.repeat(9) + "0\r\n\r\n"));
        assertThat(answers).startsWith("HTTP/1.1 413 ").doesNotContain("Retry-After");
        assertThat(taken).isEmpty();
    }

    @Test
    void closeIsHeardAmongOtherOptions() throws Exception {
        String answers = talk("GET / HTTP/1.1\r\nHost: a\r\nConnection: TE, Close\r\n\r\n".repeat(2));
        assertThat(taken).hasSize(1);
        assertThat(answers).contains("Connection: close");
    }

    @Test
    void controlCharactersBehindTheSizeOfAChunkAreRefused() throws Exception {
        for (String end : new String[] {"1;a\rb\r\nx\r\n0\r\n\r\n", "1\r\nx\r\n0\r\na: \rb\r\n\r\n"}) {
            assertThat(talk(post("Transfer-Encoding: chunked\r\n", end))).startsWith("HTTP/1.1 400 ");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void whatIsUnderWayHasABudget() throws Exception {
        budget.take((10 << 20) - 10_000);
        try (BodyText none = new BodyText(budget, 1)) {
            assertThat(none.bytes().size()).isZero();
        }
        budget.giveBack((10 << 20) - 10_000);
        ByteBudget small = new ByteBudget(10_000);
        small.take(9_000);
        assertThat(small.take(1_001)).isFalse();
        assertThat(small.take(1_000)).isTrue();
    }
}
