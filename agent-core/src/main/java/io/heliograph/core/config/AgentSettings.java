package io.heliograph.core.config;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `[agent]`.
public record AgentSettings(
        @Option(doc = "How often inputs gather.", defaultValue = "10s")
        Duration interval,

        @Option(
                doc = "Whether gathers and windows begin at whole multiples of their interval: at :00, :10, :20.",
                defaultValue = "true")
        boolean roundInterval,

        @Option(
                doc =
                        "Times of gathered metrics are rounded to this; 0s derives it from the interval: 1s, 1ms, 1us or 1ns.",
                defaultValue = "0s")
        Duration precision,

        @Option(doc = "Each gather is put off by a random time up to this.", defaultValue = "0s")
        Duration collectionJitter,

        @Option(doc = "Each gather is put off by this.", defaultValue = "0s")
        Duration collectionOffset,

        @Option(
                doc =
                        "A gather that takes longer is interrupted. Without it: 3 intervals of the input, and 30s at least.",
                example = "45s")
        @Nullable
        Duration gatherTimeout,

        @Option(doc = "How often outputs write.", defaultValue = "10s")
        Duration flushInterval,

        @Option(doc = "Each write is put off by a random time up to this.", defaultValue = "0s")
        Duration flushJitter,

        @Option(doc = "Most metrics in one write, which begins as soon as so many are there.", defaultValue = "5000")
        int metricBatchSize,

        @Inline BufferSettings buffer,
        @Inline LogSettings log,
        @Inline PluginTrust plugins,

        @Option(doc = "Value of the tag `host`; without it the name of the machine.", example = "web01") @Nullable
        String hostname,

        @Option(doc = "Whether metrics get no tag `host`.", defaultValue = "false")
        boolean omitHostname,

        @Option(
                doc = "A file in which plugins keep a little state over restarts.",
                example = "/var/lib/heliograph/state.json")
        @Nullable
        Path statefile,

        @Option(
                doc =
                        "The folder for all that the agent keeps. Without it: what the service or the user's home offers.",
                example = "/var/lib/heliograph")
        @Nullable
        Path stateDirectory,

        @Option(
                doc =
                        "Where the agent answers `/health`, `/ready`, `/metrics` and `/api`. Port 0 picks a free one, \"\" is off.",
                defaultValue = "127.0.0.1:9270")
        String httpAddress,

        @Option(doc = "Whether an input's `tags` are put back after its tag filters.", defaultValue = "false")
        boolean alwaysIncludeLocalTags,

        @Option(doc = "Whether `[global_tags]` are put back after an input's tag filters.", defaultValue = "false")
        boolean alwaysIncludeGlobalTags,

        @Option(doc = "Whether what aggregators make passes by the processors.", defaultValue = "false")
        boolean skipProcessorsAfterAggregators,

        @Option(doc = "Whether what inputs gather passes by the processors.", defaultValue = "false")
        boolean skipProcessorsBeforeAggregators,

        @Option(doc = "Telegraf's choice of an SNMP library. Without meaning here.", example = "gosmi") @Nullable
        String snmpTranslator,

        @Option(doc = "Telegraf's retries for a configuration at a URL. Without meaning here.", example = "3") @Nullable
        Integer configUrlRetryAttempts) {

    /// The keys of `[agent]` that are taken because Telegraf has them, and mean nothing here.
    static final List<String> WITHOUT_MEANING =
            List.of("snmp_translator", "config_url_retry_attempts", "logtarget", "buffer_disk_sync");

    /// @throws IllegalArgumentException for values that cannot be
    public AgentSettings {
        Rules.positive("interval", interval);
        Rules.positive("flush_interval", flushInterval);
        Rules.positive("gather_timeout", gatherTimeout);
        Rules.notNegative("precision", precision);
        Rules.notNegative("collection_jitter", collectionJitter);
        Rules.notNegative("collection_offset", collectionOffset);
        Rules.notNegative("flush_jitter", flushJitter);
        Rules.positive("metric_batch_size", metricBatchSize);
        Rules.listenAddress("http_address", httpAddress);
        if (skipProcessorsAfterAggregators && skipProcessorsBeforeAggregators) {
            throw new IllegalArgumentException(
                    "skip_processors_before_aggregators and skip_processors_after_aggregators "
                            + "are both true, so no processor would ever run: set one of them to false");
        }
    }

    /// How long a gather may take that happens at this interval, where the input does not say.
    public Duration gatherTimeout(Duration inputInterval) {
        if (gatherTimeout != null) {
            return gatherTimeout;
        }
        Duration three = inputInterval.multipliedBy(3);
        Duration least = Duration.ofSeconds(30);
        return three.compareTo(least) > 0 ? three : least;
    }
}
