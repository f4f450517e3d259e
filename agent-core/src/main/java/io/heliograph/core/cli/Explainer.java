package io.heliograph.core.cli;

import io.heliograph.api.Explains;
import io.heliograph.api.Plugin;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.plugin.PluginHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A plugin of the configuration that can explain its rules: made, and not opened.
///
/// @param table as configured
/// @param number among the tables of its name, from 1
/// @param plugin that was made of it
record Explainer(PluginTable table, int number, Explains plugin) {
    /// Makes all of them, in the order of the files.
    ///
    /// @throws Exception where one cannot be made
    static List<Explainer> of(Configuration configuration, PluginHost plugins) throws Exception {
        List<Explainer> all = new ArrayList<>();
        for (PluginTable table : configuration.plugins()) {
            if (Explains.class.isAssignableFrom(table.descriptor().plugin())) {
                all.add(new Explainer(table, number(table, all), made(table, configuration, plugins)));
            }
        }
        return all;
    }

    private static int number(PluginTable table, List<Explainer> before) {
        int number = 1;
        for (Explainer explainer : before) {
            number += explainer.table.name().equals(table.name()) ? 1 : 0;
        }
        return number;
    }

    private static Explains made(PluginTable table, Configuration configuration, PluginHost plugins) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        RestingContext context = new RestingContext(
                plugins, table.displayName(), configuration.agent().interval());
        try {
            thread.setContextClassLoader(plugins.loaderOf(table.name()));
            return (Explains) table.descriptor().create(table.bind(context), context);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /// Whether a user means it: by kind and name, its number in brackets, its alias, or the name it is known by.
    boolean isCalled(String wanted) {
        return wanted.equals(table.name())
                || wanted.equals(numbered())
                || wanted.equals(table.displayName())
                || wanted.equals(table.options().alias())
                || !wanted.isEmpty() && wanted.equals(plugin.knownAs());
    }

    private String numbered() {
        return table.name() + "[" + number + "]";
    }

    /// What to call it by, unlike all others: `inputs.prometheus::nodes`, or `inputs.prometheus[2]`.
    String title() {
        String alias = table.options().alias();
        return alias == null ? numbered() : table.displayName();
    }

    void close() {
        try {
            ((Plugin) plugin).close();
        } catch (IOException notOpen) {
            // it was never opened: there is nothing that could be lost
        }
    }
}
