package io.heliograph.plugins.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost              | localhost        | 80   | true",
                "example.org            | example.org      | 80   | true",
                "example.org            | a.example.org    | 80   | true",
                "example.org            | notexample.org   | 80   | false",
                ".example.org           | a.example.org    | 80   | true",
                ".example.org           | example.org      | 80   | false",
                "*.example.org          | a.example.org    | 80   | true",
                "example.org:9100       | example.org      | 9100 | true",
                "example.org:9100       | example.org      | 80   | false",
                "10.0.0.0/8             | 10.1.2.3         | 80   | true",
                "10.0.0.0/8             | 11.1.2.3         | 80   | false",
                "10.0.0.0/8             | ten.example.org  | 80   | false",
                "192.0.2.7              | 192.0.2.7        | 80   | true",
                "192.0.2.7:81           | 192.0.2.7        | 80   | false",
                "fd00::/8               | fd00::1          | 80   | true",
                "[::1]:80               | ::1              | 80   | true",
                "a.org, b.org ,,c.org   | b.org            | 80   | true",
                "*                      | anything         | 80   | true",
                "                       | anything         | 80   | false",
            })
    void knowsWhatIsReachedWithout(String list, String host, int port, boolean without) {
        assertThat(NoProxy.of(list).has(host, port)).isEqualTo(without);
    }

    @Test
    void takesTheEnvironmentInSmallLettersToo() {
        Proxies proxies = Proxies.of(
                Map.of("HTTP_PROXY", "proxy:3128", "https_proxy", "http://secure:3129", "NO_PROXY", "local"));
        assertThat(proxies.of(Origin.of(URI.create("http://a"), null))).hasToString("http://proxy:3128");
        assertThat(proxies.of(Origin.of(URI.create("https://a"), null))).hasToString("http://secure:3129");
        assertThat(proxies.of(Origin.of(URI.create("http://local"), null))).isNull();
        assertThat(Proxies.of(Map.of()).of(Origin.of(URI.create("http://a"), null)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254, true", "fe80::1, true", "fd00:ec2::254, true", "fd00::1, false", "10.0.0.1, false"})
    void knowsLinkLocalAddresses(String address, boolean is) throws Exception {
        assertThat(LinkLocal.has(InetAddress.getByName(address))).isEqualTo(is);
    }
}
