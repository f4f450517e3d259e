package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.core.config.Samples;
import io.heliograph.core.config.docs.SampleConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisabledIfSystemProperty(named = "heliograph.rewrite", matches = "true", disabledReason = "pages are written, not compared")
class PluginPagesTest {
    private static final PluginDescriptor REDIS = Objects.requireNonNull(Samples.CATALOG.find("inputs.redis"));
    private static final PluginProvider PROVIDER = () -> List.of(REDIS);

    @TempDir
    private Path module;

    @Test
    void pages() throws Exception {
        List<DynamicTest> tests = PluginPages.of(PROVIDER, module);

        assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly(
                "io/heliograph/core/config/README.md", "io/heliograph/core/config/sample.toml", "inputs.redis sample");
        assertThatThrownBy(() -> tests.get(0).getExecutable().execute()).hasMessageContaining("what there is to say");
        assertThatThrownBy(() -> tests.get(1).getExecutable().execute()).hasMessageContaining("-Dheliograph.rewrite=true");
        Path folder = Files.createDirectories(module.resolve("src/main/java/io/heliograph/core/config"));
        Files.writeString(folder.resolve("sample.toml"), SampleConfig.of(REDIS));
        assertThatCode(() -> tests.get(1).getExecutable().execute()).doesNotThrowAnyException();
        assertThatCode(() -> tests.get(2).getExecutable().execute()).doesNotThrowAnyException();
    }

    @Test
    void optionsInCases() throws Exception {
        Files.writeString(Files.createDirectories(module.resolve("a/b")).resolve("heliograph.toml"), """
                [[inputs.redis]]
                port = 6379
                ratio = 1.5
                verbose_mode = true
                [[inputs.redis.commands]]
                command = ["x"]
                type = "string"
                """);

        assertThat(OptionCoverage.missing(REDIS, module))
                .contains("port", "commands.type", "commands.field", "timeout")
                .doesNotContain("ratio", "verbose", "commands", "commands.command");
    }
}
