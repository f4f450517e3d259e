package io.heliograph.testkit.contract;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// The promises of a family of plugins and of each of its plugins, as tests.
///
/// ```java
/// @TestFactory
/// List<DynamicNode> contract() {
///     return Contracts.of(new RedisPlugins());
/// }
/// ```
///
/// A plugin is made with the settings of its first golden case; where one wants a server, it finds one that takes
/// connections and never answers.
public final class Contracts {
    private Contracts() {}

    /// Tests of the module in the working directory.
    public static List<DynamicNode> of(PluginProvider provider) {
        List<DynamicNode> tests = new ArrayList<>(FamilyContract.of(provider));
        tests.addAll(ofPlugins(provider));
        return tests;
    }

    /// Tests of the plugins alone, which are in no family: the agent's own.
    public static List<DynamicNode> ofPlugins(PluginProvider provider) {
        List<DynamicNode> tests = new ArrayList<>();
        for (PluginDescriptor plugin : provider.plugins()) {
            tests.addAll(of(new Subject(provider, plugin)));
        }
        return tests;
    }

    private static List<DynamicTest> of(Subject subject) {
        List<DynamicTest> tests = new ArrayList<>(LifecycleContract.of(subject));
        tests.addAll(
                switch (subject.plugin().kind()) {
                    case INPUT -> InputContract.of(subject);
                    case DISCOVERY -> DiscovererContract.of(subject);
                    case PROCESSOR -> ProcessorContract.of(subject);
                    case AGGREGATOR -> AggregatorContract.of(subject);
                    case OUTPUT -> OutputContract.of(subject);
                    case PARSER -> ParserContract.of(subject);
                    case SERIALIZER -> SerializerContract.of(subject);
                });
        return tests;
    }
}
