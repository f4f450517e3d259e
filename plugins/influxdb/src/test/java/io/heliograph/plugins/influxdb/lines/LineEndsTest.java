package io.heliograph.plugins.influxdb.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineEndsTest {
    private static List<String> lines(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int end = LineEnds.next(bytes, at, bytes.length);
            lines.add(new String(bytes, at, end - at, StandardCharsets.UTF_8));
            at = end;
        }
        return lines;
    }

    @Test
    void linesEndAtLineBreaks() {
        assertThat(lines("m a=1 1\nn,t=x b=2i 2\n")).containsExactly("m a=1 1\n", "n,t=x b=2i 2\n");
    }

    @Test
    void aLineBreakInAQuotedTextIsPartOfIt() {
        assertThat(lines("m s=\"x\ny a=1\n\" 1\nm s=\"q\\\"\n\\\\\" 2\n"))
                .containsExactly("m s=\"x\ny a=1\n\" 1\n", "m s=\"q\\\"\n\\\\\" 2\n");
    }

    @Test
    void quotesInNamesTagsAndKeysStandForThemselves() {
        assertThat(lines("m a\"b=1 1\nn c=\"x=\" 2\n")).containsExactly("m a\"b=1 1\n", "n c=\"x=\" 2\n");
        assertThat(lines("m\",t=\"\\ x a=1 1\nn a=2 2\n")).containsExactly("m\",t=\"\\ x a=1 1\n", "n a=2 2\n");
    }
}
