package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.core.config.docs.OptionDoc;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.core.config.toml.TomlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// Checks that each option of each plugin has another value than its default in some golden case of the module:
/// `src/test/resources/cases/**/heliograph.toml`.
public final class OptionCoverage {
    private OptionCoverage() {}

    /// A test for each plugin of the module in the working directory.
    public static List<DynamicTest> of(PluginProvider provider) {
        return of(provider, Set.of());
    }

    /// The same where some options have no other value.
    ///
    /// @param exceptions the options, `serializers.json.json_transformation`; the caller says why
    public static List<DynamicTest> of(PluginProvider provider, Set<String> exceptions) {
        List<DynamicTest> tests = new ArrayList<>();
        for (PluginDescriptor plugin : provider.plugins()) {
            tests.add(DynamicTest.dynamicTest(plugin.name() + " options in cases", () -> {
                Set<String> missing = missing(plugin, Path.of("src/test/resources/cases"));
                Set<String> expected = new TreeSet<>(exceptions);
                expected.removeIf(option -> !option.startsWith(plugin.name() + "."));
                assertThat(missing.stream().map(option -> plugin.name() + "." + option))
                        .as("options that no case sets")
                        .containsExactlyElementsOf(expected);
            }));
        }
        return tests;
    }

    /// The options, `commands.field`, that no case sets to another value than its default.
    static Set<String> missing(PluginDescriptor plugin, Path cases) throws IOException {
        Set<String> missing = new TreeSet<>();
        List<OptionDoc> options = OptionDoc.of(plugin);
        collect(options, "", missing);
        int dot = plugin.name().indexOf('.');
        for (TomlTable document : documents(cases)) {
            if (plugin.kind() == Kind.PARSER || plugin.kind() == Kind.SERIALIZER) {
                tickFormat(document, plugin.name().substring(dot + 1), options, missing);
            } else if (document.entries().get(plugin.name().substring(0, dot)) instanceof TomlTable kind) {
                tick(kind.entries().get(plugin.name().substring(dot + 1)), options, "", missing);
            }
        }
        return missing;
    }

    /// The options of a data format stand in whatever table names it.
    private static void tickFormat(TomlValue value, String format, List<OptionDoc> options, Set<String> missing) {
        if (value instanceof TomlList list) {
            list.values().forEach(one -> tickFormat(one, format, options, missing));
        } else if (value instanceof TomlTable table) {
            table.entries().values().forEach(below -> tickFormat(below, format, options, missing));
            TomlValue named = table.entries().get("data_format");
            if (named != null && format.equals(named.plain())) {
                tick(table, options, "", missing);
            }
        }
    }

    private static void collect(List<OptionDoc> options, String path, Set<String> names) {
        for (OptionDoc option : options) {
            names.add(path + option.key());
            collect(option.below(), path + option.key() + ".", names);
        }
    }

    private static List<TomlTable> documents(Path cases) throws IOException {
        List<TomlTable> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(cases)) {
            for (Path file :
                    files.filter(path -> path.endsWith("heliograph.toml")).toList()) {
                Problems problems = new Problems();
                TomlTable document =
                        new TomlReader(file, problems, UnaryOperator.identity()).read(Files.readString(file));
                assertThat(document).as(() -> problems.sorted().toString()).isNotNull();
                documents.add(document);
            }
        }
        return documents;
    }

    private static void tick(@Nullable TomlValue value, List<OptionDoc> options, String path, Set<String> missing) {
        if (value instanceof TomlList list) {
            list.values().forEach(one -> tick(one, options, path, missing));
        } else if (value instanceof TomlTable table) {
            options.forEach(option -> tick(table, option, path, missing));
        }
    }

    private static void tick(TomlTable table, OptionDoc option, String path, Set<String> missing) {
        for (Map.Entry<String, TomlValue> entry : table.entries().entrySet()) {
            boolean named =
                    entry.getKey().equals(option.key()) || option.aliases().contains(entry.getKey());
            if (named && !literal(entry.getValue()).equals(option.defaultLiteral())) {
                missing.remove(path + option.key());
                tick(entry.getValue(), option.below(), path + option.key() + ".", missing);
            }
        }
    }

    private static String literal(TomlValue value) {
        Object plain = value.plain();
        return plain instanceof String text ? '"' + text + '"' : plain.toString();
    }
}
