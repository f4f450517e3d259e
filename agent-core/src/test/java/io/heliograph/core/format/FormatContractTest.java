package io.heliograph.core.format;

import io.heliograph.testkit.contract.Contracts;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What the built-in data formats promise, as those of plugins do.
class FormatContractTest {
    @TestFactory
    List<DynamicNode> contract() {
        return Contracts.ofPlugins(new BuiltInFormats());
    }
}
