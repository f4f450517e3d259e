package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.PluginProvider;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.docs.PluginReadme;
import io.heliograph.core.config.docs.SampleConfig;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.core.config.toml.TomlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;

/// Checks that `README.md` and `sample.toml` beside each plugin are what its record says, and that the sample loads.
/// With `-Dheliograph.rewrite=true` it writes them instead; look at the difference before it is committed.
///
/// What the author has to say about a plugin stands in `src/main/doc/<name>.md`, without a title and without options.
/// Plugins that share a package share the two files.
///
/// ```java
/// @TestFactory
/// List<DynamicTest> pages() {
///     return PluginPages.of(new RedisPlugins());
/// }
/// ```
public final class PluginPages {
    private static final boolean REWRITE = Boolean.getBoolean("heliograph.rewrite");

    private final Path module;

    private PluginPages(Path module) {
        this.module = module;
    }

    /// A test for each file and each sample of the plugins of the module in the working directory.
    public static List<DynamicTest> of(PluginProvider provider) {
        return of(provider, Path.of(""));
    }

    static List<DynamicTest> of(PluginProvider provider, Path module) {
        PluginPages pages = new PluginPages(module);
        List<DynamicTest> tests = new ArrayList<>();
        byPackage(provider).forEach((folder, plugins) -> {
            tests.add(DynamicTest.dynamicTest(
                    folder + "/README.md", () -> pages.check(folder, "README.md", pages.readme(plugins))));
            tests.add(DynamicTest.dynamicTest(
                    folder + "/sample.toml", () -> pages.check(folder, "sample.toml", sample(plugins))));
        });
        for (PluginDescriptor plugin : provider.plugins()) {
            tests.add(DynamicTest.dynamicTest(plugin.name() + " sample", () -> loads(plugin, provider)));
        }
        return tests;
    }

    private static Map<String, List<PluginDescriptor>> byPackage(PluginProvider provider) {
        Map<String, List<PluginDescriptor>> folders = new LinkedHashMap<>();
        for (PluginDescriptor plugin : provider.plugins()) {
            String folder = plugin.plugin().getPackageName().replace('.', '/');
            folders.computeIfAbsent(folder, ignored -> new ArrayList<>()).add(plugin);
        }
        return folders;
    }

    private String readme(List<PluginDescriptor> plugins) throws IOException {
        List<String> pages = new ArrayList<>();
        for (PluginDescriptor plugin : plugins) {
            Path body = module.resolve("src/main/doc").resolve(plugin.name() + ".md");
            assertThat(body).as("what there is to say about " + plugin.name()).exists();
            pages.add(PluginReadme.of(plugin, Files.readString(body)));
        }
        return String.join("\n", pages);
    }

    private static String sample(List<PluginDescriptor> plugins) {
        List<String> samples = new ArrayList<>();
        for (PluginDescriptor plugin : plugins) {
            samples.add(SampleConfig.of(plugin));
        }
        return String.join("\n", samples);
    }

    private void check(String folder, String name, String expected) throws IOException {
        Path file = module.resolve("src/main/java").resolve(folder).resolve(name);
        if (REWRITE) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("run the tests with -Dheliograph.rewrite=true to write it")
                .exists();
        assertThat(Files.readString(file))
                .as("run the tests with -Dheliograph.rewrite=true to write " + file)
                .isEqualTo(expected);
    }

    private static void loads(PluginDescriptor plugin, PluginProvider provider) throws Exception {
        Problems problems = new Problems();
        new TomlReader(Path.of("everything"), problems, UnaryOperator.identity()).read(SampleConfig.everything(plugin));
        assertThat(problems.sorted()).as("syntax of all examples").isEmpty();
        if (plugin.kind() != Kind.PARSER && plugin.kind() != Kind.SERIALIZER) {
            ConfigLoader.loadText(
                    TestCatalog.of(provider), LoadOptions.strict(), plugin.name(), SampleConfig.of(plugin));
        }
    }
}
