package io.heliograph.core.cli;

import io.heliograph.api.Explanation;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.plugin.PluginHost;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `heliograph explain`: why something became what it is.
@Command(
        name = "explain",
        description = "Show what rules make of a series or a target.",
        subcommands = ExplainCommand.Relabel.class,
        footerHeading = "%nExamples:%n",
        footer = "  heliograph explain relabel --help")
final class ExplainCommand implements Callable<Integer> {
    private static final String NAME = "__name__";
    private static final String ADDRESS = "__address__";

    @Mixin
    private HelpFlag help = new HelpFlag();

    @Override
    public Integer call() {
        help.err().println("explain what? (try heliograph explain relabel --help)");
        return 2;
    }

    /// `explain relabel`.
    @Command(
            name = "relabel",
            customSynopsis = "heliograph explain relabel [PLUGIN] (--series TEXT | --target TEXT) [flags]%n",
            description = "Show each relabelling rule of a configuration at work.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  heliograph explain relabel --config a.toml --series 'up{job=\"a\"}'",
                "  heliograph explain relabel --config a.toml --target 'db:9104{__meta_a=\"b\"}'",
                "  heliograph explain relabel 'inputs.prometheus[2]' --config a.toml --series up",
                "",
                "Nothing is started. Each plugin that has rules gets the series or target as it is given."
            })
    static final class Relabel implements Callable<Integer> {
        @Parameters(
                paramLabel = "PLUGIN",
                arity = "0..1",
                description = "An alias, a job, or kind and name with or without a number. Without it, all with rules.")
        private @Nullable String wanted;

        @Option(names = "--series", paramLabel = "TEXT", description = "A series: up{job=\"a\"}.")
        private @Nullable String series;

        @Option(
                names = "--target",
                paramLabel = "TEXT",
                description = "An address, with the labels of discovery in braces behind it.")
        private @Nullable String target;

        @Mixin
        private ConfigurationFlags flags = new ConfigurationFlags();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() throws Exception {
            TagSet labels = labels();
            return labels == null ? 2 : explain(labels);
        }

        /// Null where they are wrong, which is told.
        private @Nullable TagSet labels() {
            if ((series == null) == (target == null)) {
                return wrong("one of --series and --target is needed (try --series 'up{job=\"a\"}')");
            }
            try {
                if (series != null) {
                    return LabelText.read(series, NAME);
                }
                TagSet labels = LabelText.read(String.valueOf(target), ADDRESS);
                return labels.has(ADDRESS) ? labels : wrong("--target: no address: '" + target + "' (try db:9104)");
            } catch (IllegalArgumentException malformed) {
                return wrong(flagged(String.valueOf(malformed.getMessage())));
            }
        }

        private String flagged(String message) {
            return series != null
                    ? "--series: '" + series + "' " + message + " (try up{job=\"a\"})"
                    : "--target: '" + target + "' " + message + " (try db:9104{__meta_zone=\"north\"})";
        }

        private @Nullable TagSet wrong(String message) {
            help.err().println(message + " (see heliograph explain relabel --help)");
            return null;
        }

        private int explain(TagSet labels) throws Exception {
            RunFlags of = flags.flags();
            try (PluginHost plugins = Installation.plugins(of)) {
                Configuration configuration = Loading.load(of, plugins, help.err());
                return configuration == null ? 2 : explain(labels, Explainer.of(configuration, plugins));
            }
        }

        private int explain(TagSet labels, List<Explainer> all) {
            List<String> titles = new ArrayList<>();
            int asked = 0;
            for (Explainer explainer : all) {
                titles.add(explainer.title());
                if (wanted == null || explainer.isCalled(wanted)) {
                    asked++;
                    print(labels, explainer);
                }
                explainer.close();
            }
            if (asked == 0) {
                String which =
                        wanted == null ? "no plugin of the configuration has" : "no plugin '" + wanted + "' with";
                help.err()
                        .println(which + " rules"
                                + (titles.isEmpty() ? "" : "; there are " + String.join(", ", titles)));
            }
            return asked == 0 ? 2 : 0;
        }

        private void print(TagSet labels, Explainer explainer) {
            PrintWriter out = help.out();
            boolean ofSeries = series != null;
            List<Explanation> explanations = ofSeries
                    ? explainer.plugin().explainSeries(labels)
                    : explainer.plugin().explainTarget(labels);
            out.print(explainer.title() + " (" + explainer.table().place() + ")\n");
            if (explanations.isEmpty()) {
                out.print("has no rules for " + (ofSeries ? "series" : "targets") + "\n");
            }
            for (Explanation explanation : explanations) {
                out.print(ExplanationText.of(explanation, labels, ofSeries ? NAME : ADDRESS));
            }
        }
    }
}
