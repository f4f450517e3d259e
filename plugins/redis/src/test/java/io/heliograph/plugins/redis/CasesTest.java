package io.heliograph.plugins.redis;

import io.heliograph.testkit.OptionCoverage;
import io.heliograph.testkit.PluginPages;
import io.heliograph.testkit.recorded.RecordedCases;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CasesTest {
    @TestFactory
    List<DynamicTest> cases() throws IOException {
        return RecordedCases.of(new RedisPlugins(), "redis");
    }

    @TestFactory
    List<DynamicTest> everyOptionIsInACase() {
        return OptionCoverage.of(new RedisPlugins());
    }

    @TestFactory
    List<DynamicTest> pages() {
        return PluginPages.of(new RedisPlugins());
    }
}
