package io.heliograph.core.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN =
            List.of("servers", "username", "timeout", "influx_timestamp_precision", "url");

    @Test
    void findsWhatWasMeant() {
        assertThat(Nearest.to("server", KNOWN)).isEqualTo("servers");
        assertThat(Nearest.to("tiemout", KNOWN)).isEqualTo("timeout");
        assertThat(Nearest.to("User-Name", KNOWN)).isEqualTo("username");
        assertThat(Nearest.to("urls", KNOWN)).isEqualTo("url");
        assertThat(Nearest.to("precision", KNOWN)).isEqualTo("influx_timestamp_precision");
    }

    @Test
    void saysNothingRatherThanAnything() {
        assertThat(Nearest.to("colour", KNOWN)).isNull();
        assertThat(Nearest.to("a", KNOWN)).isNull();
        assertThat(Nearest.hint("zzz", List.of())).isEmpty();
    }
}
