package io.heliograph.plugins.file;

import io.heliograph.core.format.BuiltInFormats;
import io.heliograph.testkit.OptionCoverage;
import io.heliograph.testkit.PluginPages;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The pages of the plugins say what their records say, and every option is set in some case.
class PagesTest {
    @TestFactory
    List<DynamicTest> pages() {
        return PluginPages.of(new FilePlugins());
    }

    @TestFactory
    List<DynamicTest> options() {
        return OptionCoverage.of(new FilePlugins());
    }

    /// The built-in formats have their cases here, where they are read and written.
    @TestFactory
    List<DynamicTest> formatOptions() {
        // it has to be empty: anything else is refused
        return OptionCoverage.of(new BuiltInFormats(), Set.of("serializers.json.json_transformation"));
    }
}
