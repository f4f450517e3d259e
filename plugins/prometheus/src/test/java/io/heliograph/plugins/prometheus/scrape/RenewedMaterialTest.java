package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.faults.FaultRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What shows who scrapes is taken anew when it changes.
class RenewedMaterialTest {
    @TempDir
    Path folder;

    private static String shown(Exposer exposer) {
        return exposer.last().getRequestHeaders().getFirst("Authorization");
    }

    @FaultRow(16)
    void aFileIsReadAgainWhenItChangesAndTheOldOneServesWhileItIsEmptyOrGone() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        try (Exposer exposer = new Exposer().text("a 1\n");
                OneTarget target = OneTarget.discovered(
                        exposer.address(), "authorization = { credentials_file = '" + token + "' }")) {
            target.scrape(0);
            assertThat(shown(exposer)).isEqualTo("Bearer one");
            Files.writeString(token, "two\n");
            Files.setLastModifiedTime(token, FileTime.from(Instant.now().plusSeconds(5)));
            target.scrape(10);
            assertThat(shown(exposer)).isEqualTo("Bearer two");
            Files.writeString(token, "");
            target.scrape(20);
            assertThat(shown(exposer)).isEqualTo("Bearer two");
            Files.delete(token);
            target.scrape(30);
            assertThat(shown(exposer)).isEqualTo("Bearer two");
            Files.writeString(token, "three\n");
            target.scrape(40);
            assertThat(shown(exposer)).isEqualTo("Bearer three");
        }
    }

    @Test
    void aFileThatIsMissingIsToldWithItsOption() throws Exception {
        Path gone = folder.resolve("pw");
        fails("basic_auth = { username = 'u', password_file = '" + gone + "' }", "basic_auth.password_file: " + gone);
        fails("bearer_token = '" + gone + "'", "bearer_token: " + gone);
        fails("http_headers = { A = { files = ['" + gone + "'] } }", "http_headers: " + gone);
        fails("scheme = 'https'\ntls_config = { ca_file = '" + gone + "' }", gone.toString());
    }

    private static void fails(String options, String part) throws Exception {
        try (Exposer exposer = new Exposer().text("a 1\n");
                OneTarget target = OneTarget.discovered(exposer.address(), options)) {
            assertThat(target.scrape(0).problem()).contains(part + ": there is no such file");
        }
    }

    @Test
    void aTokenIsKeptUntilATargetRefusesIt() throws Exception {
        AtomicInteger given = new AtomicInteger();
        try (Exposer tokens = new Exposer();
                Exposer exposer = new Exposer().text("a 1\n")) {
            tokens.with(exchange -> Exposer.answer(
                    exchange,
                    200,
                    "application/json",
                    "{\"access_token\":\"t" + given.incrementAndGet()
                            + "\",\"token_type\":\"bearer\",\"expires_in\":3600}"));
            String options = "oauth2 = { client_id = 'c', client_secret = 's', token_url = 'http://" + tokens.address()
                    + "/token' }";
            try (OneTarget target = OneTarget.discovered(exposer.address(), options)) {
                target.scrape(0).scrape(10);
                assertThat(shown(exposer)).isEqualTo("Bearer t1");
                exposer.status(401);
                assertThat(target.scrape(20).problem()).contains("401");
                exposer.text("a 1\n");
                target.scrape(30);
                assertThat(shown(exposer)).isEqualTo("Bearer t2");
                assertThat(given).hasValue(2);
            }
        }
    }
}
