package io.heliograph.core.telemetry;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/// The agent's own metrics: one Dropwizard registry, updated per batch and never per sample.
///
/// Dropwizard's metrics have no labels. Their names are therefore written as Prometheus would show them,
/// `family{label="value"}`, which `/metrics` prints as they are and `inputs.internal` takes apart.
public final class Telemetry {
    private final MetricRegistry registry = new MetricRegistry();

    /// What several keep under one name.
    private static final class Sum implements Gauge<Long> {
        private final List<LongSupplier> parts = new CopyOnWriteArrayList<>();

        @Override
        public Long getValue() {
            long sum = 0;
            for (LongSupplier part : parts) {
                sum += part.getAsLong();
            }
            return sum;
        }
    }

    /// The registry behind.
    public MetricRegistry registry() {
        return registry;
    }

    /// A counter, the same one for the same name and labels.
    ///
    /// @param family its name, which ends in `_total`
    /// @param labels `name, value, name, value …`; one with an empty value is left out
    public Counter counter(String family, String... labels) {
        return registry.counter(name(family, labels));
    }

    /// Shows a number that somebody else keeps. Of the same name the later one counts.
    public void gauge(String family, LongSupplier value, String... labels) {
        String name = name(family, labels);
        registry.remove(name);
        registry.register(name, (Gauge<Long>) value::getAsLong);
    }

    /// Shows a number that somebody else keeps, added to those of others with the same name: plugins of one kind
    /// without an alias share their names, here as in [#counter].
    ///
    /// @return takes it away again
    public Runnable part(String family, LongSupplier value, String... labels) {
        Sum sum = registry.gauge(name(family, labels), Sum::new);
        sum.parts.add(value);
        return () -> sum.parts.remove(value);
    }

    static String name(String family, String... labels) {
        StringBuilder name = new StringBuilder(family);
        char before = '{';
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].isEmpty()) {
                name.append(before)
                        .append(labels[i])
                        .append("=\"")
                        .append(escaped(labels[i + 1]))
                        .append('"');
                before = ',';
            }
        }
        return before == ',' ? name.append('}').toString() : name.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
