package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.testkit.RecordingAccumulator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;

/// Parsers: say nothing of an empty text, read a part of an array and nothing beside it, and meet noise with a
/// [ParseException] at the worst.
final class ParserContract {
    private static final int NOISES = 2_000;
    private static final long SEED = 20_261_124;

    private ParserContract() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(
                subject.test("reads nothing in nothing", () -> readsNothing(subject)),
                subject.test("survives noise", () -> survivesNoise(subject)));
    }

    private static void readsNothing(Subject subject) throws Exception {
        byte[] around = "cpu usage=1 1\ncpu usage=2 2\n".getBytes(StandardCharsets.UTF_8);
        RecordingAccumulator out = new RecordingAccumulator();
        try (SilentServer silent = new SilentServer();
                Parser parser = (Parser) subject.create(silent)) {
            parser.open();
            parser.parse(new ByteSource(around, 14, 0, "test"), out);
        }
        assertThat(out.metrics()).isEmpty();
    }

    private static void survivesNoise(Subject subject) throws Exception {
        Random random = new Random(SEED);
        try (SilentServer silent = new SilentServer();
                Parser parser = (Parser) subject.create(silent)) {
            parser.open();
            for (int noise = 0; noise < NOISES; noise++) {
                parse(parser, noise(random));
            }
        }
    }

    private static void parse(Parser parser, byte[] noise) {
        try {
            parser.parse(ByteSource.of(noise, "noise"), new RecordingAccumulator());
        } catch (ParseException expected) {
            assertThat(expected).hasMessageContaining("noise");
        }
    }

    /// Bytes, half of them such as mean something in some format.
    private static byte[] noise(Random random) {
        byte[] meaning = "cpu,a=b c=1i 17\\\"'{}[]#\n\t:+-.eE_NaN# TYPE HELP".getBytes(StandardCharsets.UTF_8);
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            if (random.nextInt(10) > 0) {
                noise[i] = meaning[random.nextInt(meaning.length)];
            }
        }
        return noise;
    }
}
