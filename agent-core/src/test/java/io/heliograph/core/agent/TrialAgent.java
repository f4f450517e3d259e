package io.heliograph.core.agent;

import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.telemetry.Telemetry;
import io.heliograph.testkit.TestCatalog;
import java.util.List;

/// An agent with [TrialPlugins], without a process.
public final class TrialAgent {
    private static final TestCatalog CATALOG = TestCatalog.of(new TrialPlugins(), new TrialTargets());
    private static final String QUICK = """
            [agent]
            interval = "100ms"
            flush_interval = "100ms"
            omit_hostname = true
            """;

    private TrialAgent() {}

    /// An agent at work; its outputs have their rows on disk where there is a `state_directory`.
    ///
    /// @param toml without `[agent]`, or with further keys of it in front
    public static Agent started(String toml) throws Exception {
        Configuration configuration = configuration(toml);
        Agent agent = new Agent(
                CATALOG, name -> TrialAgent.class.getClassLoader(), new Telemetry(), configuration.agent(), List.of());
        if (configuration.agent().stateDirectory() != null) {
            agent.keepState(configuration.agent(), null);
        }
        agent.apply(configuration);
        return agent;
    }

    /// @param toml without `[agent]`, or with further keys of it in front
    static Configuration configuration(String toml) throws ConfigurationException {
        return ConfigLoader.loadText(CATALOG, LoadOptions.strict(), "trial.toml", QUICK + toml);
    }
}
