package io.heliograph.plugins.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static Origin of(String uri) {
        return Origin.of(URI.create(uri), null);
    }

    @Test
    void knows_ports_and_literals() {
        assertThat(of("http://Host/x").toString()).isEqualTo("http://host");
        assertThat(of("https://host:443").authority()).isEqualTo("host");
        assertThat(of("https://host:80").authority()).isEqualTo("host:80");
        assertThat(of("http://my_host:9090/m")).isEqualTo(new Origin(false, "my_host", 9090, null));
        assertThat(of("http://u:p@[::1]:8086")).isEqualTo(new Origin(false, "::1", 8086, null));
        assertThat(of("http://[fe80::1%25eth0]/").host()).isEqualTo("fe80::1%eth0");
        assertThat(of("http://[fe80::1%25eth0]:81/").authority()).isEqualTo("[fe80::1]:81");
        assertThat(of("https://[::1]").hostAndPort()).isEqualTo("[::1]:443");
    }

    @Test
    void refuses_what_is_no_server() {
        assertThatThrownBy(() -> of("ftp://u:secret@host/"))
                .hasMessageContaining("not an http or https URL")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> of("localhost:8086")).hasMessageContaining("not an http or https URL");
        assertThatThrownBy(() -> of("http:///x")).hasMessageContaining("no host");
        assertThatThrownBy(() -> of("http://host:70000/")).hasMessageContaining("not a port: '70000'");
    }

    @Test
    void headers_cannot_be_smuggled() {
        assertThatThrownBy(() -> Headers.NONE.with("A", "b\r\nC: d")).hasMessageContaining("control character");
        assertThatThrownBy(() -> Headers.NONE.with("A\n", "b")).hasMessageContaining("not a header's name");
        assertThat(Headers.NONE.with("A", "secret").with("a", "other").toString())
                .isEqualTo("a");
    }

    @Test
    void reads_retry_after() {
        Instant now = Instant.parse("2026-11-24T20:00:00Z");
        assertThat(RetryAfter.parse("7", now)).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse("99999999999999999999", now)).isEqualTo(Duration.ofMinutes(10));
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 20:00:30 GMT", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Tue, 24 Nov 2026 19:00:30 GMT", now)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse("-1", now)).isNull();
        assertThat(RetryAfter.parse("soon", now)).isNull();
        assertThat(RetryAfter.parse("NaN", now)).isNull();
    }
}
