package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Plugin;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.Formats;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.config.docs.SampleConfig;
import io.heliograph.testkit.TestCatalog;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.cases.CaseText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/// A plugin under test: what it is, and how one of it is made.
///
/// @param provider declares it
record Subject(PluginProvider provider, PluginDescriptor plugin) {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    DynamicTest test(String promise, Executable check) {
        return DynamicTest.dynamicTest(plugin.name() + " " + promise, check);
    }

    /// One with the settings of a case, or of the sample where no case has it.
    ///
    /// @param silent where servers would be
    Plugin create(SilentServer silent) throws Exception {
        TestContext context = new TestContext(plugin.name()).at(NOW);
        String format = plugin.name().substring(plugin.name().indexOf('.') + 1);
        return switch (plugin.kind()) {
            case PARSER -> Formats.parser(TestCatalog.of(provider), context, format, Map.of());
            case SERIALIZER -> Formats.serializer(TestCatalog.of(provider), context, format, Map.of());
            default -> plugin.create(table(silent).bind(context), context);
        };
    }

    private PluginTable table(SilentServer silent) throws Exception {
        String toml = withoutComments(firstCase());
        LoadOptions options = LoadOptions.strict().selecting(name -> name.equals(plugin.name()));
        Configuration configuration =
                ConfigLoader.loadText(TestCatalog.of(provider), options, plugin.name(), silent.fill(toml));
        assertThat(configuration.plugins()).as("tables of " + plugin.name()).isNotEmpty();
        return configuration.plugins().getFirst();
    }

    private String firstCase() throws IOException {
        if (Files.exists(CASES)) {
            try (Stream<Path> files = Files.walk(CASES, 3)) {
                List<Path> all = files.filter(file -> file.endsWith("heliograph.toml"))
                        .sorted()
                        .toList();
                for (Path file : all) {
                    String text = Files.readString(file);
                    if (text.contains("[[" + plugin.name() + "]]")) {
                        return CaseText.resolved(text, file.toAbsolutePath().getParent());
                    }
                }
            }
        }
        return SampleConfig.of(plugin);
    }

    private static String withoutComments(String toml) {
        return toml.replaceAll("(?m)^\\s*#.*$", "");
    }
}
