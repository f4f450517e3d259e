package io.heliograph.testkit;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.GlobList;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import io.heliograph.api.Plan;
import io.heliograph.api.Plugin;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.Processor;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.core.config.AggregatorOptions;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.config.FilterOptions;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.Naming;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.config.ProcessorOptions;
import io.heliograph.core.format.InfluxParser;
import io.heliograph.core.format.InfluxParserConfig;
import io.heliograph.core.pipeline.MetricFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends rows through the processors and aggregators of a configuration, without threads, windows or buffers: every
/// row is in the one window, which is pushed at the end. What else the configuration has is passed over.
public final class PluginRun {
    private final TestContext context;
    private final Configuration configuration;

    private PluginRun(PluginProvider provider, String toml, Instant now) throws ConfigurationException {
        this.context = new TestContext("test").at(now);
        LoadOptions options =
                LoadOptions.strict().selecting(name -> name.startsWith("processors.") || name.startsWith("aggregators."));
        this.configuration = ConfigLoader.loadText(new Catalog(provider), options, "heliograph.toml", toml);
    }

    /// The plugins of one jar.
    private record Catalog(PluginProvider provider) implements PluginCatalog {
        @Override
        public @Nullable PluginDescriptor find(String name) {
            return provider.plugins().stream().filter(plugin -> plugin.name().equals(name)).findFirst().orElse(null);
        }

        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            provider.plugins().forEach(plugin -> names.add(plugin.name()));
            return names;
        }
    }

    /// The plugins of a jar as the configuration asks for them.
    public static PluginCatalog catalog(PluginProvider provider) {
        return new Catalog(provider);
    }

    /// What comes out where lines go in.
    ///
    /// @param provider has the plugins
    /// @param toml the configuration
    /// @param lines in line protocol
    /// @param now the present time, which aggregates without a time of their own get
    public static List<Metric> run(PluginProvider provider, String toml, String lines, Instant now) throws Exception {
        return new PluginRun(provider, toml, now).through(parse(lines));
    }

    /// The rows of a text in line protocol; those without a time get 0.
    public static List<Metric> parse(String lines) throws ParseException {
        RecordingAccumulator rows = new RecordingAccumulator();
        InfluxParserConfig settings = new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL);
        new InfluxParser(settings, new TestContext("parsers.influx")).parse(ByteSource.of(lines, "test"), rows);
        return rows.metrics();
    }

    private List<Metric> through(List<Metric> rows) throws Exception {
        List<Metric> processed = processed(rows);
        List<Metric> results = new ArrayList<>();
        Set<Metric> taken = new LinkedHashSet<>();
        for (PluginTable table : configuration.plugins(Kind.AGGREGATOR)) {
            results.addAll(processed(aggregated(table, processed, taken)));
        }
        processed.stream().filter(row -> !taken.contains(row)).forEach(results::add);
        return results;
    }

    private List<Metric> processed(List<Metric> rows) throws Exception {
        List<PluginTable> tables = new ArrayList<>(configuration.plugins(Kind.PROCESSOR));
        tables.sort(Comparator.comparingLong(table -> ((ProcessorOptions) table.options()).order()));
        List<Metric> present = rows;
        for (PluginTable table : tables) {
            FilterOptions filter = ((ProcessorOptions) table.options()).filter();
            present = processed(present, (Processor) made(table), filter);
        }
        return present;
    }

    private Plugin made(PluginTable table) throws Exception {
        Plugin plugin = table.descriptor().create(table.bind(context), context);
        plugin.open();
        return plugin;
    }

    private List<Metric> processed(List<Metric> rows, Processor processor, FilterOptions options) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        MetricFilter filter = filter(options);
        for (Metric row : rows) {
            Metric seen = filter.selects(row.series()) ? masked(row, filter, options) : row;
            if (seen == row && !filter.selects(row.series())) {
                out.pass(row);
            } else if (seen != null) {
                apply(processor.plan(seen.series()), seen, out);
            }
        }
        return out.metrics();
    }

    private static void apply(Plan plan, Metric row, Accumulator out) throws Exception {
        switch (plan) {
            case Plan.Keep keep -> out.pass(row);
            case Plan.Drop drop -> {}
            case Plan.Become(Series series) -> out.row(series).copy(row).emit();
            case Plan.Each(Plan.Step step) -> step.apply(row, out);
        }
    }

    private List<Metric> aggregated(PluginTable table, List<Metric> rows, Set<Metric> taken) throws Exception {
        AggregatorOptions options = (AggregatorOptions) table.options();
        Aggregator aggregator = (Aggregator) made(table);
        MetricFilter filter = filter(options.filter());
        for (Metric row : rows) {
            Metric seen = filter.selects(row.series()) ? masked(row, filter, options.filter()) : null;
            if (seen != null) {
                aggregator.add(seen);
                taken.addAll(options.dropOriginal() ? List.of(row) : List.of());
            }
        }
        RecordingAccumulator pushed = new RecordingAccumulator(options.tags(), context.epochNanos());
        aggregator.push(pushed);
        RecordingAccumulator named = new RecordingAccumulator();
        pushed.metrics().forEach(row -> named.row(row.series().renamed(name(row.name(), options.naming()))).copy(row).emit());
        return named.metrics();
    }

    private static String name(String name, Naming naming) {
        return Objects.toString(naming.namePrefix(), "")
                + Objects.requireNonNullElse(naming.nameOverride(), name)
                + Objects.toString(naming.nameSuffix(), "");
    }

    private static MetricFilter filter(FilterOptions options) {
        return new MetricFilter(
                options.passedNames(),
                options.droppedNames(),
                options.tagpass(),
                options.tagdrop(),
                null,
                options.taginclude(),
                options.tagexclude());
    }

    /// The row without the fields and tags that do not pass; null where no field is left.
    private static @Nullable Metric masked(Metric row, MetricFilter filter, FilterOptions options) {
        RecordingAccumulator out = new RecordingAccumulator();
        Row open = out.row(row.series().tagged(filter.keep(row.tags()))).copy(row);
        GlobList include = options.fieldinclude();
        for (int field = 0; field < row.size(); field++) {
            String key = row.key(field);
            if (options.fieldexclude().matches(key) || !include.isEmpty() && !include.matches(key)) {
                open.remove(key);
            }
        }
        open.emit();
        return out.metrics().isEmpty() ? null : out.metrics().get(0);
    }
}
