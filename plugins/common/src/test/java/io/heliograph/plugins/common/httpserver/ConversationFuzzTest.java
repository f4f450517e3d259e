package io.heliograph.plugins.common.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whatever a client sends: nothing is thrown but ends of connections, every answer is one, the budget is given back,
/// and how the bytes were cut into packets makes no difference: neither to the answers nor to what was taken as a
/// request. The seeds replay as plain tests; `JAZZER_FUZZ=1` searches.
class ConversationFuzzTest {
    private static final String DURATION = "120s";
    private static final int MOST_BYTES = 1 << 15;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 [1-5][0-9]{2} [^\r\n]*");
    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]{1,4})");

    private record Talk(String answers, List<String> taken, boolean cut) {}

    private static Talk talk(byte[] sent, int packet) throws InterruptedException {
        ByteBudget budget = new ByteBudget(1 << 20);
        List<String> taken = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Conversation conversation = new Conversation(
                new Packets(sent, packet),
                out,
                InetAddress.getLoopbackAddress(),
                ServerLimits.DEFAULT,
                new EasyPace(),
                request -> answer(request, budget, taken));
        boolean cut = false;
        try {
            conversation.run();
        } catch (IOException end) {
            assertThat(end).isNotInstanceOf(HttpProblem.class);
            cut = true;
        }
        assertThat(budget.taken()).isZero();
        String answers = out.toString(StandardCharsets.ISO_8859_1).replaceAll("\r\nDate: [^\r]*", "");
        return new Talk(answers, taken, cut);
    }

    private static Response answer(Request request, ByteBudget budget, List<String> taken) throws IOException {
        if (request.path().startsWith("/no")) {
            throw new HttpProblem(401, "no");
        }
        try (BodyText body = new BodyText(budget, 1 << 16)) {
            body.read(request);
            taken.add(request + " " + request.parameter("p") + " " + body.bytes());
        }
        return Response.of(204);
    }

    @FuzzTest(maxDuration = DURATION)
    void requests(byte[] sent) throws InterruptedException {
        if (sent.length > MOST_BYTES) {
            return;
        }
        Talk whole = talk(sent, Integer.MAX_VALUE);
        assertAreAnswers(whole.answers());
        assertThat(talk(sent, 1)).isEqualTo(whole);
        assertThat(talk(sent, 7)).isEqualTo(whole);
    }

    private static void assertAreAnswers(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n\r\n", at);
            assertThat(end).as(text).isPositive();
            String[] head = text.substring(at, end).split("\r\n");
            assertThat(head[0]).matches(STATUS);
            at = end + 4;
            if (text.startsWith("HTTP/1.1 ", at) || at == text.length()) {
                continue; // to HEAD
            }
            for (int i = 1; i < head.length; i++) {
                assertThat(head[i]).contains(": ").doesNotContain("\n");
                Matcher length = LENGTH.matcher(head[i]);
                at += length.matches() ? Integer.parseInt(length.group(1)) : 0;
            }
        }
        assertThat(at).as(text).isEqualTo(text.length());
    }

    /// Gives so many bytes at a time.
    private static final class Packets extends InputStream {
        private final ByteArrayInputStream in;
        private final int most;

        Packets(byte[] bytes, int most) {
            this.in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return in.read(into, offset, Math.min(most, length));
        }
    }
}
