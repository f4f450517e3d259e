package io.heliograph.core.config.docs;

import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.AggregatorOptions;
import io.heliograph.core.config.DiscoveryOptions;
import io.heliograph.core.config.InputOptions;
import io.heliograph.core.config.OutputOptions;
import io.heliograph.core.config.ProcessorOptions;

/// Writes the page about `[agent]` and the options that every plugin of a kind has.
public final class CoreOptionsPage {
    private CoreOptionsPage() {}

    /// The page in Markdown.
    public static String text() {
        StringBuilder page = new StringBuilder("# Configuration\n");
        section(page, "The table `[agent]`", AgentSettings.class);
        section(page, "Every input, `[[inputs.…]]`", InputOptions.class);
        section(page, "Every processor, `[[processors.…]]`", ProcessorOptions.class);
        section(page, "Every aggregator, `[[aggregators.…]]`", AggregatorOptions.class);
        section(page, "Every output, `[[outputs.…]]`", OutputOptions.class);
        section(page, "Every discovery, `[[discovery.…]]`", DiscoveryOptions.class);
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Class<? extends Record> type) {
        page.append("\n## ").append(title).append("\n\n").append(OptionTable.of(OptionDoc.of(type)));
    }
}
