package io.heliograph.plugins.common.snappy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSink;
import io.heliograph.testkit.faults.FaultRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyTest {
    private static final int MOST = 1 << 24;

    private final SnappyEncoder encoder = new SnappyEncoder();

    private byte[] packed(byte[] bytes) {
        ByteSink sink = new ByteSink(1);
        encoder.encode(bytes, 0, bytes.length, sink);
        return Arrays.copyOf(sink.array(), sink.size());
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        return SnappyDecoder.decode(packed, 0, packed.length, MOST);
    }

    private static byte[] unpacked(String hex) throws IOException {
        return unpacked(HexFormat.of().parseHex(hex));
    }

    @Test
    void packsAndUnpacks() throws IOException {
        Random random = new Random(7);
        for (int length : new int[] {0, 1, 14, 15, 16, 17, 60, 61, 256, 257, 5000, 65_535, 65_536, 65_537, 300_000}) {
            for (int letters : new int[] {1, 2, 5, 256}) {
                byte[] bytes = new byte[length];
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) random.nextInt(letters);
                }
                byte[] packed = packed(bytes);
                assertThat(packed).hasSizeLessThanOrEqualTo(SnappyEncoder.mostBytes(length));
                assertThat(unpacked(packed))
                        .as("%d of %d letters", length, letters)
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void packsPhrasesThatComeAgain() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            byte[][] phrases = new byte[1 + random.nextInt(20)][];
            for (int i = 0; i < phrases.length; i++) {
                phrases[i] = new byte[1 + random.nextInt(150)];
                random.nextBytes(phrases[i]);
            }
            ByteSink text = new ByteSink();
            while (text.size() < random.nextInt(150_000)) {
                text.put(phrases[random.nextInt(phrases.length)]);
                text.put(random.nextInt(4));
            }
            byte[] bytes = Arrays.copyOf(text.array(), text.size());
            assertThat(unpacked(packed(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void packsLabelsWell() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("__name__http_requests_total code 200 handler /api/v1/series instance web-")
                    .append(i);
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        assertThat(packed(bytes)).hasSizeLessThan(bytes.length / 8);
    }

    @Test
    void readsALiteral() throws IOException {
        assertThat(unpacked("00")).isEmpty();
        assertThat(unpacked("0308616263")).asString(UTF_8).isEqualTo("abc");
    }

    @Test
    void readsEveryKindOfElement() throws IOException {
        // "ab", then from 2 before: 10 bytes (one-byte distance), 4 (two), 3 (four)
        assertThat(unpacked("13" + "046162" + "1902" + "0e0200" + "0b02000000"))
                .asString(UTF_8)
                .isEqualTo("ababababababababab" + "a");
        // a literal whose length takes one byte, and one whose length takes four
        assertThat(unpacked("02" + "f0004a" + "fc000000004b")).asString(UTF_8).isEqualTo("JK");
    }

    @Test
    void allocatesNothingForALie() {
        for (String lie : new String[] {"ffffffff0f", "ffffffff0f00", "ffffff07000000", "8080808080808000"}) {
            assertThatThrownBy(() -> unpacked(lie))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("snappy: ");
        }
    }

    @Test
    void refusesWhatIsNotSnappy() {
        for (String bad : new String[] {
            "",
            "80",
            "05",
            "0504616263",
            "0408616263",
            "01046162",
            "0405" + "00",
            "04" + "0061" + "0900",
            "0400610502",
            "040061" + "0e0500",
            "0300",
            "03f4",
            "03fcffffffff61",
            "0a0061fe01"
        }) {
            assertThatThrownBy(() -> unpacked(bad)).as(bad).isInstanceOf(IOException.class);
        }
    }

    @Test
    void neverFailsOtherwiseThanItSays() {
        Random random = new Random(3);
        byte[] good = packed("a label and a label and another label".repeat(40).getBytes(UTF_8));
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = random.nextBoolean() ? good.clone() : new byte[random.nextInt(40)];
            for (int i = 0; i < 3 && bad.length > 0; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                SnappyDecoder.decode(bad, 0, bad.length, 1 << 16);
            } catch (IOException said) {
                assertThat(said).hasMessageStartingWith("snappy: ");
            }
        }
    }

    @FaultRow(26)
    void aHeaderThatClaimsFourGibibytesGetsNoRoom() {
        byte[] claims = HexFormat.of().parseHex("ffffffff0f" + "00".repeat(100));
        assertThatThrownBy(() -> SnappyDecoder.decode(claims, 0, claims.length, Integer.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4294967295 bytes declared");
        byte[] half = HexFormat.of().parseHex("ffffffff07" + "00".repeat(100));
        assertThatThrownBy(() -> SnappyDecoder.decode(half, 0, half.length, Integer.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("100 bytes cannot become");
    }
}
