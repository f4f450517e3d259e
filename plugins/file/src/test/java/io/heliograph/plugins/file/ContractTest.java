package io.heliograph.plugins.file;

import io.heliograph.testkit.contract.Contracts;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What this family and each of its plugins promise.
class ContractTest {
    @TestFactory
    List<DynamicNode> contract() {
        return Contracts.of(new FilePlugins());
    }
}
