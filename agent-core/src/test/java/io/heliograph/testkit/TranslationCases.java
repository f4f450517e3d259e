package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.PluginProvider;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.config.toml.TomlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What other programs' configurations become: every folder below `src/test/resources/translations` holds
/// configurations (`*.conf` and `*.toml`, with whatever they name), and in `expected.txt` the tables that they become,
/// each with its place, and notes; or all problems.
///
/// The variable `FOLDER` is the folder, and `REGION` is `north`. With `-Dheliograph.rewrite=true` the expectations are
/// written instead.
public final class TranslationCases {
    private static final boolean REWRITE = Boolean.getBoolean("heliograph.rewrite");

    private final Path folder;
    private final PluginCatalog catalog;

    private TranslationCases(Path folder, PluginCatalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
    }

    /// A test for each folder of the module in the working directory.
    ///
    /// @param atLeast so many cases, lest a wrong folder passes for a good one
    /// @param others stand in for plugins that are not on the class path
    public static List<DynamicTest> atLeast(int atLeast, PluginProvider... others) throws IOException {
        PluginCatalog catalog = TestCatalog.onClassPath(others);
        Path root = Path.of("src/test/resources/translations");
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> sorted = folders.sorted().toList();
            assertThat(sorted).hasSizeGreaterThanOrEqualTo(atLeast);
            List<DynamicTest> tests = new ArrayList<>();
            for (Path folder : sorted) {
                TranslationCases one = new TranslationCases(folder.toAbsolutePath(), catalog);
                tests.add(DynamicTest.dynamicTest(folder.getFileName().toString(), one::check));
            }
            return tests;
        }
    }

    private void check() throws IOException {
        String text = loaded().replace(folder + "/", "");
        Path file = folder.resolve("expected.txt");
        if (REWRITE) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    private String loaded() {
        Map<String, String> variables = Map.of("FOLDER", folder.toString(), "REGION", "north");
        LoadOptions options = LoadOptions.strict().withEnvironment(variables::get);
        try {
            return text(ConfigLoader.load(catalog, options, List.of(folder)));
        } catch (ConfigurationException wrong) {
            return wrong.getMessage() + "\n";
        }
    }

    private static String text(Configuration configuration) {
        StringBuilder text = new StringBuilder();
        for (PluginTable table : configuration.plugins()) {
            TomlText one = new TomlText();
            int dot = table.name().indexOf('.');
            one.plugin(
                    table.name().substring(0, dot),
                    table.name().substring(dot + 1),
                    table.table().plain());
            text.append("# ")
                    .append(table.place())
                    .append('\n')
                    .append(one.checked())
                    .append('\n');
        }
        configuration
                .notices()
                .forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }
}
