package io.heliograph.plugins.influxdb;

import io.heliograph.testkit.OptionCoverage;
import io.heliograph.testkit.PluginPages;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class InfluxdbPagesTest {
    @TestFactory
    List<DynamicTest> pages() {
        return PluginPages.of(new InfluxdbPlugins());
    }

    @TestFactory
    List<DynamicTest> options() {
        return OptionCoverage.of(new InfluxdbPlugins());
    }
}
