package io.heliograph.plugins.host;

import io.heliograph.testkit.OptionCoverage;
import io.heliograph.testkit.PluginPages;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every family of plugins promises.
class ContractTest {
    @TestFactory
    List<DynamicTest> eachOptionIsSetInSomeCase() {
        return OptionCoverage.of(new HostPlugins());
    }

    @TestFactory
    List<DynamicTest> pagesSayWhatTheRecordsSay() {
        return PluginPages.of(new HostPlugins());
    }
}
