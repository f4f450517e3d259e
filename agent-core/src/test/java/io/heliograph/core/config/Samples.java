package io.heliograph.core.config;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.DataSize;
import io.heliograph.api.Discoverer;
import io.heliograph.api.Identity;
import io.heliograph.api.Inline;
import io.heliograph.api.Input;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Option;
import io.heliograph.api.Output;
import io.heliograph.api.Parser;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.Processor;
import io.heliograph.api.Secret;
import io.heliograph.api.Serializer;
import io.heliograph.api.Series;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.api.TargetSink;
import io.heliograph.api.WriteResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plugins that do nothing, with every type of option.
public final class Samples {
    private Samples() {}

    public enum Mode {
        FAST,
        VERY_SLOW
    }

    public record Login(
            @Option(doc = "Who.", example = "ada") @Nullable String username,

            @Option(doc = "The password.", example = "secret") @Nullable
            Secret password) {
        public Login {
            if (password != null && password.reveal().equals("hunter2")) {
                throw new InvalidOptionException("password", "too well known: " + password.reveal());
            }
        }
    }

    public record Command(
            @Option(doc = "What to ask.", example = "[\"get\", \"x\"]")
            List<String> command,

            @Option(doc = "Field name.", example = "x") String field,

            @Option(doc = "Type of the answer.", defaultValue = "string")
            String type) {}

    public record StoreConfig(
            @Option(doc = "Where the servers are.", defaultValue = "[\"tcp://localhost:6379\"]")
            List<String> servers,

            @Option(doc = "A port.", defaultValue = "6379") int port,
            @Option(doc = "A ratio.", defaultValue = "0.5") double ratio,
            @Option(doc = "Patience.", defaultValue = "5s") Duration timeout,
            @Option(doc = "A limit.", defaultValue = "10MB") DataSize limit,
            @Option(doc = "How.", defaultValue = "fast") Mode mode,

            @Option(doc = "A file.", example = "/tmp/x") @Nullable
            Path file,

            @Option(doc = "A page.", example = "http://localhost") @Nullable
            URI page,

            @Option(doc = "Old spelling too.", defaultValue = "false", aliases = "verbose_mode")
            boolean verbose,

            @Inline Login login,
            @Option(doc = "Commands to send.") List<Command> commands,

            @Option(doc = "Headers.", example = "{ A = \"b\" }")
            Map<String, String> headers,

            @Option(doc = "Anything.") Map<String, Object> raw,
            @Option(doc = "Tokens.", example = "[\"t\"]") List<Secret> tokens,
            @Option(doc = "Keys by name.") Map<String, Secret> keys) {
        public StoreConfig {
            if (port < 1 || port > 65535) {
                throw new InvalidOptionException("port", "not a port: " + port + " (try 6379)");
            }
        }
    }

    public record Nothing() {}

    public record FileConfig(
            @Option(doc = "Files to read.", example = "[\"a.txt\"]")
            List<Path> files,

            @Option(doc = "Reads them.") Parser parser) {}

    public record SinkConfig(
            @Identity @Option(doc = "Where to.", example = "http://localhost:8086")
            URI url,

            @Identity @Option(doc = "Which.", defaultValue = "metrics")
            String database,

            @Identity @Option(doc = "How to get in.", example = "t") @Nullable
            Secret token,

            @Option(doc = "Who is trusted.", example = "ca.pem") @Nullable
            Path tlsCa,

            @Option(doc = "Patience.", defaultValue = "5s") Duration timeout,
            @Option(doc = "Writes them.") Serializer serializer) {}

    public record LinesConfig(
            @Option(doc = "Unit of times.", defaultValue = "1ns", key = "influx_timestamp_precision")
            Duration precision) {}

    public static final class Store implements Input {
        public Store(StoreConfig settings, PluginContext context) {}

        @Override
        public void gather(Accumulator out) {}
    }

    public static final class FileInput implements Input {
        public FileInput(FileConfig settings, PluginContext context) {}

        @Override
        public void gather(Accumulator out) {}
    }

    public static final class Scrape implements TargetInput {
        public Scrape(Nothing settings, PluginContext context) {}

        @Override
        public List<Target> targets(List<Target> discovered) {
            return discovered;
        }

        @Override
        public Input input(Target target) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class Find implements Discoverer {
        public Find(Nothing settings, PluginContext context) {}

        @Override
        public void run(TargetSink targets) {}
    }

    public static final class Keep implements Processor {
        public Keep(Nothing settings, PluginContext context) {}

        @Override
        public Plan plan(Series series) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class Sum implements io.heliograph.api.Aggregator {
        public Sum(Nothing settings, PluginContext context) {}

        @Override
        public void add(Metric metric) {}

        @Override
        public void push(Accumulator out) {}
    }

    public static final class Sink implements Output {
        public Sink(SinkConfig settings, PluginContext context) {}

        @Override
        public WriteResult write(MetricBatch batch) {
            return WriteResult.ACCEPTED;
        }
    }

    public static final class Lines implements Parser {
        public final LinesConfig settings;

        public Lines(LinesConfig settings, PluginContext context) {
            this.settings = settings;
        }

        @Override
        public void parse(ByteSource text, Accumulator out) {}
    }

    public static final class LinesOut implements Serializer {
        public LinesOut(Nothing settings, PluginContext context) {}

        @Override
        public void serialize(MetricBatch batch, ByteSink out) {}
    }

    /// Has the plugins above.
    public static final PluginCatalog CATALOG = catalog(List.of(
            PluginDescriptor.of("inputs.redis", StoreConfig.class, Store.class),
            PluginDescriptor.of("inputs.file", FileConfig.class, FileInput.class),
            PluginDescriptor.of("inputs.prometheus", Nothing.class, Scrape.class),
            PluginDescriptor.of("discovery.static", Nothing.class, Find.class),
            PluginDescriptor.of("processors.override", Nothing.class, Keep.class),
            PluginDescriptor.of("aggregators.minmax", Nothing.class, Sum.class),
            PluginDescriptor.of("outputs.influxdb", SinkConfig.class, Sink.class),
            PluginDescriptor.of("parsers.influx", LinesConfig.class, Lines.class),
            PluginDescriptor.of("serializers.influx", Nothing.class, LinesOut.class)));

    private static PluginCatalog catalog(List<PluginDescriptor> descriptors) {
        Map<String, PluginDescriptor> byName = new LinkedHashMap<>();
        descriptors.forEach(descriptor -> byName.put(descriptor.name(), descriptor));
        return new PluginCatalog() {
            @Override
            public @Nullable PluginDescriptor find(String name) {
                return byName.get(name);
            }

            @Override
            public Set<String> names() {
                return byName.keySet();
            }
        };
    }
}
