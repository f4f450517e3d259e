package io.heliograph.plugins.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Input;
import io.heliograph.api.Secret;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RogueServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that means harm costs its own gather and nothing else: neither the memory that it announces, nor the stack
/// that it would have us climb, nor more time than a reply may take.
@Timeout(30)
class RogueRedisTest {
    private static RogueServer answering(RogueServer.Script script) throws IOException {
        return new RogueServer((in, out) -> {
            in.read();
            script.run(in, out);
        });
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertRefused(RogueServer.Script script, String reason) throws Exception {
        try (RogueServer server = answering(script);
                Input input = input(server)) {
            RecordingAccumulator out = new RecordingAccumulator();
            assertThatThrownBy(() -> input.gather(out))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining(reason);
            assertThat(out.metrics()).isEmpty();
        }
    }

    private static Input input(RogueServer server) {
        RedisInput plugin = new RedisInput(
                RedisConfig.of(List.of(Secret.of("tcp://127.0.0.1:" + server.port())), List.of()),
                new TestContext("inputs.redis"));
        return plugin.input(plugin.targets(List.of()).get(0));
    }

    @FaultRow(37)
    void twoGigabytesThatAreAnnounced() throws Exception {
        assertRefused(
                (in, out) -> {
                    say(out, "$2147483647\r\nx");
                    in.read(new byte[1000]);
                    in.read();
                },
                "refused a text that announces 2147483647 bytes");
    }

    @FaultRow(37)
    void anArrayOfTwoThousandMillionElements() throws Exception {
        assertRefused((in, out) -> say(out, "*2147483647\r\n"), "refused an array that announces 2147483647 elements");
    }

    @FaultRow(37)
    void arraysWithoutEnd() throws Exception {
        assertRefused((in, out) -> say(out, "*1\r\n".repeat(100_000)), "refused arrays more than 8 deep");
    }

    @FaultRow(37)
    void aReplyOfManySmallTextsWithoutEnd() throws Exception {
        assertRefused(
                (in, out) -> {
                    say(out, "*100000\r\n");
                    byte[] some = ("$1000\r\n" + "x".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                    while (true) {
                        out.write(some);
                    }
                },
                "refused a reply of more than 16777216 bytes");
    }

    @FaultRow(37)
    void aLineWithoutEnd() throws Exception {
        assertRefused((in, out) -> say(out, "+" + "x".repeat(1_000_000)), "refused a line of more than 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2147483647\r\n", ">2147483647\r\n", "=2147483647\r\n", "HTTP/1.1 200 OK\r\n"})
    void repliesOfOtherKinds(String reply) throws Exception {
        assertRefused((in, out) -> say(out, reply), "not of RESP2");
    }

    @FaultRow(37)
    void aByteNowAndThenEndsAtTheDeadlineOfTheWholeReply() {
        InputStream drip = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
                into[offset] = '+';
                return 1;
            }
        };
        ReplyGuard guard = new ReplyGuard(drip, Duration.ofMillis(300));
        assertThatThrownBy(() -> guard.readNBytes(100)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void honestRepliesPassAndAreFollowedThroughAnyPieces() throws Exception {
        String replies = "*3\r\n$5\r\nab\r\nc\r\n*2\r\n:1\r\n*0\r\n$-1\r\n+OK\r\n*-1\r\n-ERR no\r\n*1\r\n$0\r\n\r\n";
        for (int piece = 1; piece < 20; piece++) {
            ReplyGuard guard = new ReplyGuard(
                    new ByteArrayInputStream(replies.getBytes(StandardCharsets.US_ASCII)), Duration.ofSeconds(5));
            StringBuilder read = new StringBuilder();
            byte[] some = new byte[piece];
            for (int got = guard.read(some); got > 0; got = guard.read(some)) {
                read.append(new String(some, 0, got, StandardCharsets.US_ASCII));
            }
            assertThat(read).hasToString(replies);
        }
    }
}
