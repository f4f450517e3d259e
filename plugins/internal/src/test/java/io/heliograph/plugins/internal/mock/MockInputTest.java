package io.heliograph.plugins.internal.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MockInputTest {
    private static MockConfig config(MockConfig.Step step, MockConfig.Stock stock) {
        return new MockConfig(
                "made_up",
                List.of(new MockConfig.Constant("answer", 42L), new MockConfig.Constant("text", "x")),
                List.of(new MockConfig.Uniform("rand", 1, 6)),
                List.of(new MockConfig.Sine("wave", 2, 0.5, 0, 10)),
                List.of(step),
                List.of(stock));
    }

    @Test
    void fieldsMoveAsConfigured() {
        MockInput input = new MockInput(
                config(new MockConfig.Step("grow", 5, -2), new MockConfig.Stock("price", 50, 0.2)), new Random(1));
        RecordingAccumulator out = new RecordingAccumulator();
        for (int i = 0; i < 4; i++) {
            input.gather(out);
        }

        assertThat(out.metrics()).hasSize(4).allSatisfy(row -> {
            assertThat(row.field("answer")).isEqualTo(42L);
            assertThat(row.field("text")).isEqualTo("x");
            assertThat((Double) row.field("rand")).isBetween(1.0, 6.0);
            assertThat((Double) row.field("price")).isBetween(25.0, 90.0);
        });
        assertThat(out.metrics()).extracting(row -> row.field("grow")).containsExactly(5.0, 3.0, 1.0, -1.0);
        double[] wave = {10, 12, 10, 8};
        for (int i = 0; i < 4; i++) {
            assertThat((Double) out.metrics().get(i).field("wave")).isCloseTo(wave[i], within(1e-9));
        }
        assertThat(out.metrics().getFirst().field("price")).isEqualTo(50.0);
    }

    @Test
    void pricesDoNotFallBelowOne() {
        MockInput input = new MockInput(
                config(new MockConfig.Step("grow", 0, 1), new MockConfig.Stock("price", 2, 5)), new Random(1));
        RecordingAccumulator out = new RecordingAccumulator();
        for (int i = 0; i < 100; i++) {
            input.gather(out);
        }

        assertThat(out.metrics())
                .allSatisfy(row -> assertThat((Double) row.field("price")).isGreaterThanOrEqualTo(1));
    }

    @Test
    void namesAreNeededAndUnique() {
        assertThatThrownBy(() -> config(new MockConfig.Step("rand", 0, 1), new MockConfig.Stock("price", 1, 1)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'rand'");
        assertThatThrownBy(() -> new MockConfig("", List.of(), List.of(), List.of(), List.of(), List.of()))
                .isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> new MockConfig.Constant("a", List.of())).isInstanceOf(InvalidOptionException.class);
    }
}
