package io.heliograph.core.cli;

import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.core.config.Configuration;
import org.jspecify.annotations.Nullable;

/// Tells of configurations that are well written and have nothing to do, as Telegraf does: an empty folder, a filter
/// with a slip in it.
final class NothingToDo {
    private NothingToDo() {}

    /// Why a run is refused; null where it has something to do.
    static @Nullable String error(Configuration configuration, RunFlags flags) {
        boolean inputs = has(configuration, Kind.INPUT);
        boolean outputs = has(configuration, Kind.OUTPUT);
        if (!inputs && !flags.inputs.isEmpty()) {
            return "--input-filter " + String.join(":", flags.inputs) + " selects no input that is configured";
        }
        if (!outputs && !flags.outputs.isEmpty() && !flags.test) {
            return "--output-filter " + String.join(":", flags.outputs) + " selects no output that is configured";
        }
        if (configuration.files().isEmpty()) {
            return "no configuration: there is no *.conf or *.toml in " + flags.directories;
        }
        return inputs || outputs && !flags.test
                ? null
                : configuration.files().getFirst() + ": no input" + (flags.test ? "" : " and no output")
                        + ": there is nothing to do (try heliograph config)";
    }

    /// What is worth a warning; null where all is well.
    static @Nullable String warning(Configuration configuration, RunFlags flags) {
        if (!has(configuration, Kind.OUTPUT) && !flags.test) {
            return "no output is configured: what is gathered goes nowhere";
        }
        return has(configuration, Kind.INPUT) ? null : "no input is configured: nothing is gathered";
    }

    private static boolean has(Configuration configuration, Kind kind) {
        return !configuration.plugins(kind).isEmpty();
    }
}
