package io.heliograph.plugins.host;

import io.heliograph.api.FieldKind;
import io.heliograph.api.Input;
import io.heliograph.api.Metric;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.config.FilterOptions;
import io.heliograph.core.config.InputOptions;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.config.PluginTable;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Runs one input of this family on a tree of files: it stands in place of the host's folders.
final class HostRun implements AutoCloseable {
    private static final List<String> FOLDERS = List.of("proc", "sys", "etc", "run", "var", "dev");
    private final TestContext context = new TestContext("inputs.test").at(Instant.ofEpochSecond(1_000_000));
    private final Input input;
    private final InputOptions options;

    HostRun(String configuration, Path tree) throws Exception {
        for (String folder : FOLDERS) {
            System.setProperty(
                    "HOST_" + folder.toUpperCase(Locale.ROOT),
                    tree.resolve(folder).toString());
        }
        PluginTable table = table(configuration);
        options = (InputOptions) table.options();
        input = (Input) table.descriptor().create(table.bind(context), context);
        input.open();
    }

    private static PluginTable table(String configuration) throws ConfigurationException {
        return ConfigLoader.loadText(new Family(), LoadOptions.strict(), "test.toml", configuration)
                .plugins()
                .getFirst();
    }

    /// The plugins of this family.
    private static final class Family implements PluginCatalog {
        private final Map<String, PluginDescriptor> byName = new LinkedHashMap<>();

        Family() {
            new HostPlugins().plugins().forEach(plugin -> byName.put(plugin.name(), plugin));
        }

        @Override
        public @Nullable PluginDescriptor find(String name) {
            return byName.get(name);
        }

        @Override
        public Set<String> names() {
            return byName.keySet();
        }
    }

    /// Lets time pass.
    void sleep(Duration time) {
        context.at(context.clock().instant().plus(time));
    }

    RecordingAccumulator gather() throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        input.gather(out);
        return out;
    }

    /// The rows of one gather that the configuration's filters let pass, as far as the cases use such filters.
    List<Line> lines() throws Exception {
        RecordingAccumulator out = gather();
        if (!out.errors().isEmpty()) {
            throw new AssertionError("reported: " + out.errors());
        }
        List<Line> lines = new ArrayList<>();
        for (Metric metric : out.metrics()) {
            Line line = Line.of(metric);
            line.fields().keySet().removeIf(this::isExcluded);
            if (!line.fields().isEmpty() && !isDropped(metric)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private boolean isExcluded(String field) {
        FilterOptions filter = options.filter();
        boolean included =
                filter.fieldinclude().isEmpty() || filter.fieldinclude().matches(field);
        return filter.fieldexclude().matches(field) || !included;
    }

    private boolean isDropped(Metric metric) {
        return options.filter().tagdrop().entrySet().stream().anyMatch(drop -> {
            String value = metric.tag(drop.getKey());
            return value != null && drop.getValue().matches(value);
        });
    }

    /// A row to compare: name and tags, and the fields with their types.
    record Line(String series, Map<String, Value> fields) {
        static Line of(Metric metric) {
            Map<String, Value> fields = new LinkedHashMap<>();
            for (int i = 0; i < metric.size(); i++) {
                fields.put(metric.key(i), new Value(metric.kind(i), metric.value(i)));
            }
            return new Line(metric.series().toString(), fields);
        }

        /// What two rows of one series are told apart by.
        String key() {
            return series + new TreeSet<>(fields.keySet());
        }
    }

    /// A value, equal to another of the same type; doubles within a relative 1e-9.
    record Value(FieldKind kind, Object value) {
        boolean matches(Value other) {
            if (kind != other.kind) {
                return false;
            }
            if (kind != FieldKind.DOUBLE) {
                return value.equals(other.value);
            }
            double a = (Double) value;
            double b = (Double) other.value;
            return a == b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
        context.close();
        for (String folder : FOLDERS) {
            System.clearProperty("HOST_" + folder.toUpperCase(Locale.ROOT));
        }
    }
}
