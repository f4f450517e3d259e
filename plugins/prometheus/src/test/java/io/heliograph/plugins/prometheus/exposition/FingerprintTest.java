package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private record Bits(long high, long low) {}

    private static Bits of(byte[] text, int from, int to) {
        Fingerprint print = new Fingerprint().take(text, from, to);
        assertThat(print.length()).isEqualTo(to - from);
        return new Bits(print.high(), print.low());
    }

    private static Bits of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    @Test
    void isThatOfTheTextWhereverItStands() {
        Random random = new Random(5);
        for (int length = 1; length < 200; length++) {
            byte[] around = new byte[length + 40];
            random.nextBytes(around);
            byte[] text = new byte[length];
            System.arraycopy(around, 17, text, 0, length);
            assertThat(of(around, 17, 17 + length)).isEqualTo(of(text, 0, length));
        }
    }

    /// Every byte counts, and so does the length.
    @Test
    void tellsTextsApartThatDifferInOneByte() {
        Set<Long> halves = new HashSet<>();
        int texts = 0;
        for (int length = 1; length < 80; length++) {
            byte[] text = new byte[length];
            for (int at = 0; at < length; at++) {
                for (int value = 1; value < 256; value += 50) {
                    text[at] = (byte) value;
                    Bits bits = of(text, 0, length);
                    halves.add(bits.high);
                    halves.add(bits.low);
                    texts++;
                }
                text[at] = 0;
            }
            of(text, 0, length);
        }
        assertThat(halves).hasSize(2 * texts);
    }

    @Test
    void spreadsTheSeriesOfAJob() {
        int count = 200_000;
        Set<Long> halves = new HashSet<>();
        int[] slots = new int[256];
        for (int i = 0; i < count; i++) {
            Bits bits = of("http_requests_total{code=\"200\",pod=\"web-" + i + "\",shard=\"t" + i % 7 + "\"}");
            halves.add(bits.high);
            halves.add(bits.low);
            slots[(int) bits.low & 255]++;
        }
        assertThat(halves).hasSize(2 * count);
        for (int slot : slots) {
            assertThat(slot).isBetween(count / 256 / 2, count / 256 * 2);
        }
    }
}
