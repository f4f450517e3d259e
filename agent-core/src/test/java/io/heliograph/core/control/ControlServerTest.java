package io.heliograph.core.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    @TempDir
    Path state;

    private static Answer echo(Request request) {
        return Answer.of(Map.of("command", request.command(), "queue", request.queue(), "rows", request.rows()));
    }

    private ControlServer listen() {
        return ControlServer.listen(state, ControlServerTest::echo);
    }

    private @Nullable Answer ask() throws IOException {
        return ControlClient.ask(state, new Request("buffer peek", "größe", "", 7, "", false));
    }

    @Test
    void aRequestGetsItsAnswer() throws Exception {
        try (ControlServer server = listen()) {
            assertThat(ask())
                    .isEqualTo(new Answer(0, "", Map.of("command", "buffer peek", "queue", "größe", "rows", 7L)));
            assertThat(server).isNotNull();
        }
    }

    @Test
    void theSocketIsItsOwnersAloneAndGoesAtTheEnd() throws Exception {
        Path socket = ControlSocket.of(state);
        try (ControlServer server = listen()) {
            assertThat(server).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
        }
        assertThat(socket).doesNotExist();
        assertThat(ask()).isNull();
    }

    @Test
    void oneThatWasLeftBehindIsReplaced() throws Exception {
        Path socket = ControlSocket.of(state);
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(socket));
        killed.close();
        assertThat(socket).exists();
        assertThat(ask()).as("nobody listens").isNull();
        try (ControlServer server = listen()) {
            assertThat(server).isNotNull();
            assertThat(ask()).isNotNull();
        }
    }

    @Test
    void anotherFileOfThatNameStays() throws Exception {
        Path socket = Files.writeString(ControlSocket.of(state), "mine");
        listen().close();
        assertThat(socket).hasContent("mine");
    }

    @Test
    void aPathThatIsTooLongIsToldAndHurtsNothing() throws Exception {
        state = Files.createDirectory(state.resolve("a".repeat(100)));
        try (ControlServer server = listen()) {
            assertThat(server).isNotNull();
            assertThat(ask()).isNull();
        }
    }

    @Test
    void nonsenseAndEndlessRequestsGetNoAnswerAndStopNobody() throws Exception {
        try (ControlServer server = listen()) {
            assertThat(server).isNotNull();
            assertThat(said("nonsense\n")).isEqualTo(-1);
            assertThat(said("[1]\n")).isEqualTo(-1);
            assertThatThrownBy(() -> assertThat(said("x".repeat(10 << 20))).isEqualTo(-1))
                    .isInstanceOfAny(IOException.class, AssertionError.class);
            assertThat(ask()).isNotNull();
        }
    }

    /// What is heard after that: -1 for the end.
    private int said(String words) throws IOException {
        try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.of(state)))) {
            ByteBuffer bytes = ByteBuffer.wrap(words.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                agent.write(bytes);
            }
            return agent.read(ByteBuffer.allocate(10));
        }
    }

    @Test
    void whatAnAgentOfAnotherVersionDoesNotKnowIsRefused() {
        QueueCommands commands = new QueueCommands(new StateQueues(
                state,
                true,
                () -> {
                    throw new IllegalStateException("not needed");
                },
                () -> null,
                () -> {}));
        Answer answer = commands.answer(Request.of("buffer paint", "a"));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.error()).contains("buffer paint");
    }
}
