package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.MetricBatch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDecoder decoder = new RecordDecoder();
    private final ByteWriter bytes = new ByteWriter();

    private byte[] encoded(MetricBatch batch, int from, int to) {
        bytes.clear();
        assertThat(encoder.encode(batch, from, to, bytes)).isTrue();
        return Arrays.copyOf(bytes.bytes(), bytes.size());
    }

    @Test
    void everythingComesBackToTheBit() throws Exception {
        for (int seed = 0; seed < 2_000; seed++) {
            MetricBatch batch = new RandomRows(seed).batch(40);
            byte[] payload = encoded(batch, 0, batch.size());
            RandomRows.same(batch, decoder.decode(payload, 0, payload.length, batch.size()));
        }
    }

    /// Series that are those of a batch before are not looked up again, whatever else is different.
    @Test
    void repeatedSeriesComeBackWithOtherValues() throws Exception {
        for (int seed = 0; seed < 2_000; seed++) {
            MetricBatch batch = new RandomRows(seed).batch(40);
            MetricBatch next = withSeriesOf(batch, new RandomRows(seed + 1).batch(40));
            encoded(batch, 0, next.size());
            for (int time = 0; time < 3; time++) { // the series are repeated, then the field sets
                byte[] payload = encoded(next, 0, next.size());
                RandomRows.same(next, decoder.decode(payload, 0, payload.length, next.size()));
            }
        }
    }

    private static MetricBatch withSeriesOf(MetricBatch series, MetricBatch values) {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (int row = 0; row < Math.min(series.size(), values.size()); row++) {
            rows.copy(values, row, series.base(row), values.overlay(row));
        }
        return rows.seal();
    }

    @Test
    void slicesAndPartsAreRecordsToo() throws Exception {
        MetricBatch batch = new RandomRows(7).batch(1).slice(0, 1);
        MetricBatch many = new RandomRows(9).batch(500);
        int half = many.size() / 2;
        byte[] payload = encoded(many, half, many.size());
        RandomRows.same(many.slice(half, many.size()), decoder.decode(payload, 0, payload.length, many.size() - half));
        byte[] single = encoded(batch, 0, 1);
        RandomRows.same(batch, decoder.decode(single, 0, single.length, 1));
    }

    /// Every change of a good payload, and every cut: a clean error or some batch, never anything else.
    @Test
    void damagedBytesAreAnErrorAtWorst() {
        Random random = new Random(1);
        for (int seed = 0; seed < 300; seed++) {
            MetricBatch batch = new RandomRows(seed).batch(10);
            byte[] payload = encoded(batch, 0, batch.size());
            for (int change = 0; change < 100; change++) {
                byte[] changed = payload.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                decodes(changed, changed.length, batch.size());
                decodes(payload, random.nextInt(payload.length), batch.size());
            }
        }
    }

    @Test
    void arbitraryBytesAreAnErrorAtWorstAndTakeLittleRoom() {
        Random random = new Random(2);
        long before = allocated();
        for (int run = 0; run < 20_000; run++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            for (int i = 0; i < noise.length && run % 2 == 0; i++) {
                noise[i] &= 0x07; // small numbers get further
            }
            decodes(noise, noise.length, random.nextInt(30));
        }
        assertThat((allocated() - before) / 20_000).isLessThan(20_000);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private void decodes(byte[] payload, int length, int rows) {
        try {
            assertThat(decoder.decode(payload, 0, length, rows).size()).isEqualTo(rows);
        } catch (DamagedRecordException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Test
    void encodingAllocatesNothing() {
        MetricBatch batch = Scrape.batch(0);
        for (int warm = 0; warm < 50; warm++) {
            encoded(batch, 0, batch.size());
        }
        bytes.clear();
        long before = allocated();
        for (int run = 0; run < 20; run++) {
            bytes.clear();
            encoder.encode(batch, 0, batch.size(), bytes);
        }
        assertThat((allocated() - before) / 20).as("bytes per record").isLessThan(1_000);
    }
}
