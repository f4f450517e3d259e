package io.heliograph.plugins.prometheus;

import io.heliograph.testkit.OptionCoverage;
import io.heliograph.testkit.PluginPages;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The pages of the plugins say what their records say, and every option is set in some case.
class PagesTest {
    @TestFactory
    List<DynamicTest> pages() {
        return PluginPages.of(new PrometheusPlugins());
    }

    @TestFactory
    List<DynamicTest> options() {
        return OptionCoverage.of(new PrometheusPlugins());
    }
}
