package io.heliograph.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSink;
import io.heliograph.api.GlobList;
import io.heliograph.api.Input;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.Row;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.InputOptions;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import io.heliograph.testkit.PluginRun;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestCatalog;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Runs the cases of inputs that read servers: one gather of every target against the recorded answers, without the rest of the
/// agent but for `fieldexclude`. With `-Dheliograph.rewrite=true` it writes `expected.out` instead. Each line of `expected.err` must be part of a reported problem, and nothing else may be reported.
public final class RecordedCases {
    private static final boolean REWRITE = Boolean.getBoolean("heliograph.rewrite");

    private final PluginProvider provider;
    private final Path folder;

    private RecordedCases(PluginProvider provider, Path folder) {
        this.provider = provider;
        this.folder = folder;
    }

    /// A test for each folder in `src/test/resources/cases/<plugin>` of the module in the working directory.
    ///
    /// @param plugin the name of the folder
    public static List<DynamicTest> of(PluginProvider provider, String plugin) throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/cases", plugin))) {
            return folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(
                            plugin + "/" + folder.getFileName(), () -> new RecordedCases(provider, folder).run()))
                    .toList();
        }
    }

    private void run() throws Exception {
        try (RecordedServers servers = RecordedServers.of(folder)) {
            String toml = servers.fill(Files.readString(folder.resolve("heliograph.toml")));
            Configuration configuration = ConfigLoader.loadText(
                    TestCatalog.of(provider), LoadOptions.strict(), folder.resolve("heliograph.toml").toString(), toml);
            List<Metric> got = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            for (PluginTable table : configuration.plugins(Kind.INPUT)) {
                gather(table, got, problems);
            }
            compareRows(got, servers);
            compareProblems(problems);
        }
    }

    private static void gather(PluginTable table, List<Metric> got, List<String> problems) throws Exception {
        TestContext context = new TestContext(table.name());
        GlobList excluded = ((InputOptions) table.options()).filter().fieldexclude();
        try (TargetInput plugin = (TargetInput) table.descriptor().create(table.bind(context), context)) {
            for (Target target : plugin.targets(List.of())) {
                RecordingAccumulator out = new RecordingAccumulator(target.labels(), 0);
                try (Input input = plugin.input(target)) {
                    input.gather(out);
                }
                out.metrics().forEach(row -> got.add(without(row, excluded)));
                out.errors().forEach(problem -> problems.add(String.valueOf(problem.getMessage())));
            }
        }
    }

    private static Metric without(Metric row, GlobList excluded) {
        RecordingAccumulator out = new RecordingAccumulator();
        Row copy = out.row(row.series()).copy(row);
        for (int field = 0; field < row.size(); field++) {
            if (excluded.matches(row.key(field))) {
                copy.remove(row.key(field));
            }
        }
        copy.emit();
        return out.metrics().get(0);
    }

    private void compareRows(List<Metric> got, RecordedServers servers) throws Exception {
        Path file = folder.resolve("expected.out");
        if (REWRITE) {
            Files.writeString(file, servers.unfill(lines(got)));
        }
        List<Metric> expected = PluginRun.parse(servers.fill(Files.readString(file)));
        assertThat(texts(got)).containsExactlyInAnyOrderElementsOf(texts(expected));
    }

    private static String lines(List<Metric> rows) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.forEach(batch::add);
        ByteSink out = new ByteSink();
        new InfluxSerializer(new InfluxSerializerConfig(0, true, true, true)).serialize(batch.seal(), out);
        return out.toString();
    }

    private static List<String> texts(List<Metric> rows) {
        List<String> texts = new ArrayList<>();
        for (Metric row : rows) {
            Map<String, String> fields = new TreeMap<>();
            row.toMap().forEach((key, value) -> fields.put(key, value.getClass().getSimpleName() + ' ' + value));
            texts.add(row.series() + " " + fields);
        }
        return texts;
    }

    private void compareProblems(List<String> problems) throws IOException {
        Path file = folder.resolve("expected.err");
        List<String> expected = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertThat(problems).hasSameSizeAs(expected);
        for (String part : expected) {
            assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(part));
        }
    }
}
