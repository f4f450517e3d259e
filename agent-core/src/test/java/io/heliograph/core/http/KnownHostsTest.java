package io.heliograph.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
    private final KnownHosts loopback = KnownHosts.of("agent.internal", false, "web01");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9270",
                "a.localhost",
                "127.0.0.1",
                "127.0.0.1:9270",
                "[::1]:9270",
                "[::1]",
                "web01:9270",
                "Agent.Internal"
            })
    void namesOfThisHostAreKnown(String header) {
        assertThat(loopback.knows(header)).isTrue();
    }

    /// DNS rebinding: the name is the attacker's, wherever it leads.
    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:9270", "localhost.evil.example", "127.0.0.1.evil.example", ""})
    void othersAreNot(String header) {
        assertThat(loopback.knows(header)).isFalse();
    }

    @Test
    void whereOthersMayReadAnyNameWillDo() {
        assertThat(KnownHosts.of("", true, "web01").knows("metrics.example:9270"))
                .isTrue();
    }
}
