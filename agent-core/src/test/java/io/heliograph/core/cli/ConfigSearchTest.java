package io.heliograph.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSearchTest {
    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private ConfigSearch search;

    @BeforeEach
    void begin() {
        search = new ConfigSearch(environment::get, root.resolve("home"), root.resolve("etc"), root.resolve("archive"));
    }

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @Test
    void takesWhatTheFlagsName() throws Exception {
        environment.put("HELIOGRAPH_CONFIG_PATH", "other.toml");
        RunFlags flags = RunFlags.parse(List.of("--config", "a.toml", "--config-directory", "d"));
        assertThat(search.find(flags)).isEqualTo(new ConfigSearch.Found(List.of(Path.of("a.toml"), Path.of("d")), ""));
    }

    @Test
    void goesFromVariablesToTheArchive() throws Exception {
        Path archive = file("archive/conf/heliograph.toml");
        assertThat(found()).containsExactly(archive);
        Path system = file("etc/heliograph/heliograph.toml");
        Files.createDirectories(root.resolve("etc/heliograph/heliograph.d"));
        assertThat(found()).containsExactly(system, root.resolve("etc/heliograph/heliograph.d"));
        Path own = file("home/.heliograph/heliograph.toml");
        assertThat(found()).containsExactly(own);
        environment.put("TELEGRAF_CONFIG_PATH", "telegraf.conf");
        assertThat(found()).containsExactly(Path.of("telegraf.conf"));
        environment.put("HELIOGRAPH_CONFIG_PATH", "heliograph.toml");
        assertThat(found()).containsExactly(Path.of("heliograph.toml"));
        assertThat(search.find(RunFlags.none()).how()).isEqualTo("$HELIOGRAPH_CONFIG_PATH names it");
    }

    private List<Path> found() throws ConfigSearch.NoConfigurationException {
        return search.find(RunFlags.none()).paths();
    }

    @Test
    void namesAllPlacesWhereThereIsNone() {
        assertThatThrownBy(() -> search.find(RunFlags.none()))
                .hasMessageContainingAll(
                        "$HELIOGRAPH_CONFIG_PATH",
                        "$TELEGRAF_CONFIG_PATH",
                        "home/.heliograph",
                        "etc/heliograph",
                        "archive/conf");
    }
}
