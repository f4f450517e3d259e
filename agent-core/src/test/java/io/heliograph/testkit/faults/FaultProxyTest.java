package io.heliograph.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {
    private static final String LINE = "cpu,host=a usage=1,idle=2i 1700000000000000000";
    private static final String HEAD =
            "POST /write HTTP/1.1\r\nHost: x\r\nContent-Length: " + LINE.length() + "\r\n\r\n";
    private static final Sample SAMPLE = Sample.of(LINE);

    private RememberingSink sink;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        sink = RememberingSink.start();
        proxy = FaultProxy.to(sink.port());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        sink.close();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(500);
        return socket;
    }

    /// Writes one line, and returns the status of the answer.
    private static String post(Socket socket) throws IOException {
        socket.getOutputStream().write((HEAD + LINE).getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("after " + answer.length() + " characters");
            }
            answer.append((char) next);
        }
        return answer.substring(9, 12);
    }

    private String post() throws IOException {
        try (Socket socket = connected()) {
            return post(socket);
        }
    }

    @Test
    void passesOn() throws Exception {
        assertThat(post()).isEqualTo("204");
        assertThat(sink.counts()).containsOnlyKeys(SAMPLE);
    }

    @Test
    void theSameRowIsTheSameSample() {
        assertThat(Sample.of("m,b=2,a=x\\ y t=\"a, b\",f=1 7")).isEqualTo(Sample.of("m,a=x\\ y,b=2 f=1,t=\"a, b\" 7"));
        assertThat(Sample.of("m f=1 7")).isNotEqualTo(Sample.of("m f=1 8")).isNotEqualTo(Sample.of("m f=2 7"));
    }

    @Test
    void refusesAndTakesAgain() throws Exception {
        proxy.refuse();
        assertThatThrownBy(this::post).isInstanceOf(ConnectException.class);
        proxy.accept();
        assertThat(post()).isEqualTo("204");
    }

    @Test
    void answersGetLostAfterTheRequestWasDelivered() throws Exception {
        proxy.next(Fault.ANSWER_LOST, new Fault.AnswerCut(5));
        assertThatThrownBy(this::post).hasMessage("after 0 characters");
        assertThatThrownBy(this::post).hasMessage("after 5 characters");
        assertThat(post()).isEqualTo("204");
        assertThat(sink.counts()).containsOnlyKeys(SAMPLE).containsValue(3);
        assertThat(sink.duplicates()).isEqualTo(2);
    }

    @Test
    void resetsWithinTheBody() throws Exception {
        proxy.next(new Fault.Reset(HEAD.length() + 10L));
        assertThatThrownBy(this::post).isInstanceOf(SocketException.class);
        assertThat(sink.samples()).isEmpty();
    }

    @Test
    void swallows() throws Exception {
        proxy.next(new Fault.BlackHole(HEAD.length() + 10L), new Fault.Vanished(0), new Fault.Muted(3));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::post).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(sink.counts()).containsOnlyKeys(SAMPLE).containsValue(1);
    }

    @Test
    void openConnectionsMeetTheFaultToo() throws Exception {
        try (Socket socket = connected()) {
            assertThat(post(socket)).isEqualTo("204");
            proxy.now(new Fault.Vanished(0));
            assertThatThrownBy(() -> post(socket)).isInstanceOf(SocketTimeoutException.class);
            assertThat(proxy.openConnections()).isEqualTo(1);
        }
        proxy.now(Fault.NONE);
        assertThat(post()).isEqualTo("204");
        assertThat(proxy.connections()).isEqualTo(2);
    }

    @Test
    void slowsDown() throws Exception {
        proxy.next(new Fault.Slow(400), new Fault.Delayed(Duration.ofMillis(150)));
        for (int i = 0; i < 2; i++) {
            long began = System.nanoTime();
            assertThat(post()).isEqualTo("204");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(250));
        }
    }
}
