package io.heliograph.plugins.prometheus.yml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void durations() {
        Map.of(
                        "15s",
                        "15s",
                        "1m30s",
                        "90s",
                        "500ms",
                        "500ms",
                        "0",
                        "0s",
                        "0s",
                        "0s",
                        "1d",
                        "86400s",
                        "1y2w",
                        "32745600s")
                .forEach((text, seconds) -> assertThat(Units.duration(text)).isEqualTo(seconds));
        for (String wrong : List.of(
                "",
                "15",
                "1.5s",
                "s",
                "1s1m",
                "1m1m",
                "-1s",
                "1 s",
                "1us",
                "9999999999s",
                "999999999y",
                "292277024y99999999w")) {
            assertThatThrownBy(() -> Units.duration(wrong)).as(wrong).hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void sizesCountBy1024HoweverTheyAreWritten() {
        Map.of(
                        "0",
                        0L,
                        "1B",
                        1L,
                        "10KB",
                        10240L,
                        "10KiB",
                        10240L,
                        "1.5MB",
                        1572864L,
                        "1MB512KB",
                        1572864L,
                        "2gb",
                        2L << 30)
                .forEach((text, bytes) -> assertThat(Units.bytes(text)).isEqualTo(bytes));
        for (String wrong : List.of("", "10", "MB", "-1MB", "1 MB", "1XB", "1MBx", "99999999999EB")) {
            assertThatThrownBy(() -> Units.bytes(wrong)).as(wrong).hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void variables() {
        Map<String, String> known = Map.of("REGION", "north", "EMPTY", "");
        assertThat(Variables.replaced("$REGION-${REGION}s $$REGION $GONE. $ ${EMPTY}", known::get))
                .isEqualTo("north-norths $REGION . $ ");
    }
}
