package io.heliograph.plugins.common.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What is packed must unpack, by the JDK's reader, which checks length and CRC.
class FastGzipTest {
    private static final int SEED = 20_261_124;

    private final FastGzip gzip = new FastGzip();

    @Test
    void nothingAndALittle() throws IOException {
        for (int length = 0; length < 300; length++) {
            assertUnpacks(random(new Random(length), length, 256));
            assertUnpacks(new byte[length]);
        }
    }

    @Test
    void everyLengthAndDistanceOfAMatch() throws IOException {
        Random random = new Random(SEED);
        for (int distance = 1; distance <= 33_000; distance += distance < 300 ? 1 : 997) {
            byte[] bytes = random(random, distance + 5 + random.nextInt(600), 256);
            System.arraycopy(bytes, 0, bytes, distance, bytes.length - distance);
            assertUnpacks(bytes);
        }
    }

    @Test
    void repeatsLongerThanAWindow() throws IOException {
        byte[] zeros = new byte[300_000];
        assertUnpacks(zeros);
        assertThat(pack(zeros).size()).isLessThan(1000);
    }

    @Test
    void severalBlocksAndWhatDoesNotGetSmaller() throws IOException {
        Random random = new Random(SEED);
        for (int length : new int[] {16_383, 16_384, 16_385, 65_535, 65_536, 200_000}) {
            byte[] noise = random(random, length, 256);
            assertUnpacks(noise);
            assertThat(pack(noise).size()).isLessThan(length + length / 100 + 64);
            assertUnpacks(random(random, length, 3));
        }
    }

    /// Weights like Fibonacci's numbers make the deepest code: it has to be cut at 15 bits.
    @Test
    void codesThatWouldBeTooLong() throws IOException {
        Random random = new Random(SEED);
        ByteSink skewed = new ByteSink();
        int before = 1;
        int weight = 1;
        for (int symbol = 0; symbol < 20; symbol++) {
            for (int i = 0; i < weight; i++) {
                skewed.put(symbol);
            }
            int sum = before + weight;
            before = weight;
            weight = sum;
        }
        byte[] bytes = Arrays.copyOf(skewed.array(), skewed.size());
        for (int i = bytes.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            byte moved = bytes[i];
            bytes[i] = bytes[other];
            bytes[other] = moved;
        }
        assertUnpacks(bytes);
    }

    @Test
    void mixturesOfAllKinds() throws IOException {
        Random random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            assertUnpacks(mixture(random, random.nextInt(1 << random.nextInt(4, 18))));
        }
    }

    @Test
    void aPartOfAnArrayBehindWhatIsThere() throws IOException {
        byte[] bytes = random(new Random(SEED), 5000, 20);
        ByteSink out = new ByteSink();
        out.putText("before");
        gzip.pack(bytes, 1000, 3000, out);
        assertThat(unpack(out, 6)).isEqualTo(Arrays.copyOfRange(bytes, 1000, 4000));
    }

    @Test
    void aboutAsSmallAsTheFastestLevelOfZlib() throws IOException {
        byte[] lines = lines(1000).getBytes(StandardCharsets.UTF_8);
        assertUnpacks(lines);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(lines);
        deflater.finish();
        int packed = deflater.deflate(new byte[lines.length]);
        deflater.end();
        assertThat(pack(lines).size()).isLessThan(packed * 11 / 10);
    }

    private static String lines(int count) {
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("prometheus,code=200,handler=/api/v1/query,le=0.").append(i % 40);
            text.append(",url=http://127.0.0.1:9841/metrics http_request_duration_seconds_bucket=");
            text.append(random.nextInt(100_000)).append(i % 3 == 0 ? "." + random.nextInt(1000) : "");
            text.append(" 1795564785000000000\n");
        }
        return text.toString();
    }

    private static byte[] random(Random random, int length, int symbols) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(symbols);
        }
        return bytes;
    }

    /// Noise of few and of many symbols, and copies of what was before, near and far.
    private static byte[] mixture(Random random, int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int part = Math.min(length - at, 1 + random.nextInt(1 << random.nextInt(1, 12)));
            if (at > 0 && random.nextInt(3) > 0) {
                int distance = 1 + random.nextInt(Math.min(at, random.nextBoolean() ? 300 : 40_000));
                for (int i = 0; i < part; i++) {
                    bytes[at + i] = bytes[at + i - distance];
                }
            } else {
                System.arraycopy(random(random, part, 1 + random.nextInt(256)), 0, bytes, at, part);
            }
            at += part;
        }
        return bytes;
    }

    private void assertUnpacks(byte[] bytes) throws IOException {
        assertThat(unpack(pack(bytes), 0)).isEqualTo(bytes);
    }

    private ByteSink pack(byte[] bytes) {
        ByteSink out = new ByteSink(1);
        gzip.pack(bytes, 0, bytes.length, out);
        return out;
    }

    private static byte[] unpack(ByteSink packed, int offset) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(packed.array(), offset, packed.size() - offset);
        try (GZIPInputStream plain = new GZIPInputStream(in)) {
            return plain.readAllBytes();
        }
    }
}
