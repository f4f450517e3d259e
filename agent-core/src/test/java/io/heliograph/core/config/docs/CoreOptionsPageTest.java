package io.heliograph.core.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` is rendered from the records; `-Dheliograph.rewrite=true` writes it anew.
class CoreOptionsPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");

    @Test
    void pageIsThatOfTheRecords() throws IOException {
        if (Boolean.getBoolean("heliograph.rewrite")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, CoreOptionsPage.text());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(CoreOptionsPage.text());
    }
}
