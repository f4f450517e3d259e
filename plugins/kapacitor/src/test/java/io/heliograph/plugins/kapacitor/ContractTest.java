package io.heliograph.plugins.kapacitor;

import io.heliograph.testkit.contract.Contracts;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What this family promises.
class ContractTest {
    @TestFactory
    List<DynamicNode> contract() {
        return Contracts.of(new KapacitorPlugins());
    }
}
