package io.heliograph.plugins.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "tcp://localhost:6379, localhost, 6379, '', ''",
        "localhost, localhost, 6379, '', ''",
        "10.0.0.1:7000, 10.0.0.1, 7000, '', ''",
        "tcp://[::1]:7000, ::1, 7000, '', ''",
        "tcp://[::1], ::1, 6379, '', ''",
        "tcp://:secret@host:1/, host, 1, '', secret",
        "tcp://user:p%40ss+w@host, host, 6379, user, p@ss+w",
        "tcp://user:p@ss@host:9, host, 9, user, p@ss",
    })
    void readsWhereAServerListens(String text, String host, int port, String user, String password) {
        assertThat(RedisAddress.parse(text)).isEqualTo(new RedisAddress(null, host, port, user, Secret.of(password)));
    }

    @Test
    void readsASocketOfThisMachine() {
        RedisAddress address = RedisAddress.parse("unix://:secret@/run/redis.sock");
        assertThat(address.tags()).isEqualTo(TagSet.of("socket", "/run/redis.sock"));
        assertThat(address.password()).isEqualTo(Secret.of("secret"));
        assertThat(address).hasToString("unix:///run/redis.sock");
    }

    @Test
    void hidesUserAndPassword() {
        assertThat(RedisAddress.parse("tcp://user:secret@[::1]:7000")).hasToString("tcp://[::1]:7000");
    }

    @ParameterizedTest
    @CsvSource({"redis://:hidden@h", "tcp://:hidden@h:70000", "tcp://:hidden@", "tcp://:hidden%zz@h", "unix://:hidden@"
    })
    void refusesOthersWithoutShowingThePassword(String text) {
        assertThatThrownBy(() -> RedisConfig.of(List.of(Secret.of(text)), List.of()))
                .hasMessageNotContaining("hidden");
    }
}
