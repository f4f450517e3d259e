package io.heliograph.testkit.cases;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// All cases of a module, for plugins that want no Java in their tests: they let surefire scan the test kit for this
/// class, as `docs/example-plugin/pom.xml` does. Its name keeps it out of the agent's own tests.
public class GoldenCases {
    @TestFactory
    List<DynamicTest> cases() throws IOException {
        return Cases.atLeast(1);
    }
}
