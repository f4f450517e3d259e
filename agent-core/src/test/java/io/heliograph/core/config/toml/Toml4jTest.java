package io.heliograph.core.config.toml;

import static org.assertj.core.api.Assertions.assertThat;

import com.moandjiezana.toml.Toml;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Why configurations are not read with toml4j: it takes this one without an error and gives something else.
class Toml4jTest {
    private static final String CONFIGURATION = """
            [[inputs.http]]
              headers = {Accept = "text/plain"}
              method = "GET"
            """;

    @Test
    void losesWhatFollowsAnInlineTable() {
        Map<String, Object> root = new Toml().read(CONFIGURATION).toMap();

        assertThat(root).containsKeys("headers", "method");
        assertThat(new Toml()
                        .read(CONFIGURATION)
                        .getTables("inputs.http")
                        .getFirst()
                        .toMap())
                .isEmpty();
    }

    @Test
    void keepsTheQuotesOfKeys() {
        assertThat(new Toml().read("\"X-A\" = 1").toMap()).containsOnlyKeys("\"X-A\"");
    }

    @Test
    void oursReadsThem() {
        TomlReader reader = new TomlReader(Path.of("x"), new Problems(), UnaryOperator.identity());

        assertThat(Objects.requireNonNull(reader.read(CONFIGURATION)).plain())
                .hasToString("{inputs={http=[{headers={Accept=text/plain}, method=GET}]}}");
    }
}
