package io.heliograph.plugins.prometheus;

import io.heliograph.testkit.cases.Cases;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The golden cases of this family's plugins, in the real agent.
class CasesTest {
    @TestFactory
    List<DynamicTest> cases() throws IOException {
        return Cases.atLeast(18);
    }
}
