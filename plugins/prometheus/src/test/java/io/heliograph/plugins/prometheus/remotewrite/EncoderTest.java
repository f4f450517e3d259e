package io.heliograph.plugins.prometheus.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the encoder remembers, and what it allocates. Bytes are strict; time belongs in benchmarks.
class EncoderTest {
    private static final long AGE = Duration.ofMinutes(6).toNanos();

    private static Encoder encoder(Message message, long mostBytes) {
        Translator translator = new Translator(
                new Naming(new Names(NameSanitization.LEGACY)),
                MetricVersion.V2,
                TagSet.EMPTY,
                RelabelRules.NONE,
                true,
                false);
        RequestBody body = message == Message.V1 ? new InlineBody() : new SymbolBody();
        return new Encoder(body, translator, new Encoder.Extras(false, false, 0, mostBytes), 0);
    }

    /// @param from the first of the series
    private static MetricBatch batch(int from, int size) {
        Rows rows = new Rows().at(1_700_000_000_000L);
        for (int i = from; i < from + size; i++) {
            rows.row("prometheus", "metric_" + i % 7, (double) i, "instance", "host-" + i, "job", "j");
        }
        return rows.seal();
    }

    private static Sent sent(Encoder encoder, MetricBatch batch, long nanos, Message message) {
        var body = encoder.encode(batch, nanos);
        Sent sent = Sent.read(Arrays.copyOf(body.array(), body.size()), message == Message.V2);
        encoder.accepted(batch);
        return sent;
    }

    @ParameterizedTest
    @EnumSource
    void forgetsSeriesThatAreGone(Message message) {
        Encoder encoder = encoder(message, Long.MAX_VALUE);
        MetricBatch stays = batch(0, 100);
        sent(encoder, stays, 0, message);
        sent(encoder, batch(100, 100), 0, message);
        assertThat(encoder.remembered()).isEqualTo(200);
        for (int age = 1; age <= 3; age++) {
            assertThat(sent(encoder, stays, age * AGE, message)).isEqualTo(sent(encoder, stays, age * AGE, message));
        }
        assertThat(encoder.remembered()).as("two generations of the same").isEqualTo(200);
        sent(encoder, batch(0, 10), 4 * AGE, message);
        sent(encoder, batch(0, 10), 5 * AGE, message);
        assertThat(encoder.remembered()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheSameWhateverItRemembers(Message message) {
        Encoder all = encoder(message, Long.MAX_VALUE);
        Encoder some = encoder(message, 4000);
        Encoder none = encoder(message, 0);
        for (int round = 0; round < 4; round++) {
            MetricBatch batch = batch(round % 2 * 30, 60);
            Sent expected = sent(none, batch, round * AGE, message);
            assertThat(sent(all, batch, round * AGE, message)).isEqualTo(expected);
            assertThat(sent(some, batch, round * AGE, message)).isEqualTo(expected);
            assertThat(expected.series()).hasSize(60);
        }
        assertThat(none.remembered()).isZero();
        assertThat(some.remembered()).isBetween(5, 50);
    }

    @ParameterizedTest
    @EnumSource
    void allocatesNothingInSteadyState(Message message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Encoder encoder = encoder(message, Long.MAX_VALUE);
        MetricBatch batch = batch(0, 1000);
        for (int round = 0; round < 30; round++) {
            encoder.encode(batch, 0);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < 30; round++) {
            encoder.encode(batch, 0);
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        assertThat(bytes / 30_000.0).as("bytes a sample").isLessThan(1);
    }
}
