package io.heliograph.plugins.influxdb.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsersTest {
    private final Parsers parsers = new Parsers(new TestContext("inputs.influxdb_listener"), ParserType.INTERNAL);
    private final List<Parser> lent = new ArrayList<>();

    private void parse(String text) throws ParseException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parsers.lend("ns", parser -> {
            lent.add(parser);
            parser.parse(new ByteSource(bytes, 0, bytes.length, "test"), new RecordingAccumulator());
        });
    }

    @Test
    void parserOutlivesBadLines() throws Exception {
        assertThatThrownBy(() -> parse("m v=1\nnot a line\n")).isInstanceOf(ParseException.class);
        parse("m v=2\n");
        assertThat(lent.get(1)).isSameAs(lent.get(0));
    }

    @Test
    void parserThatThrowsAnythingElseIsNotLentAgain() throws Exception {
        assertThatThrownBy(() -> parsers.lend("ns", parser -> {
                    lent.add(parser);
                    throw new IllegalStateException("as a test wants it");
                }))
                .isInstanceOf(IllegalStateException.class);
        parse("m v=2\n");
        assertThat(lent.get(1)).isNotSameAs(lent.get(0));
    }
}
