package io.heliograph.plugins.common.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.InvalidOptionException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    private static ListenAddress of(String text) {
        return ListenAddress.of("listen", text, "127.0.0.1:9273");
    }

    @ParameterizedTest
    @CsvSource({
        ":9273, '', 9273, false",
        "tcp://:9273, '', 9273, false",
        "localhost:0, localhost, 0, true",
        "127.0.0.1:65535, 127.0.0.1, 65535, true",
        "[::1]:80, ::1, 80, true",
        "0.0.0.0:80, 0.0.0.0, 80, false",
        "metrics.example.org:80, metrics.example.org, 80, false"
    })
    void readsHostAndPort(String text, String host, int port, boolean loopback) {
        assertThat(of(text)).isEqualTo(new ListenAddress(host, port));
        assertThat(of(text).isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9273", "host:", "host:65536", "host:-1", "host:+1", "host:1e3", "[::1]", "host:000001"})
    void refusesTheRestWithARemedy(String text) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("127.0.0.1:9273");
    }

    @Test
    void isWrittenAsItIsRead() throws Exception {
        InetAddress six = InetAddress.getByName("::1");
        assertThat(ListenAddress.text(new InetSocketAddress("127.0.0.1", 80))).isEqualTo("127.0.0.1:80");
        assertThat(ListenAddress.text(new InetSocketAddress(six, 80))).isEqualTo("[0:0:0:0:0:0:0:1]:80");
    }
}
