package io.heliograph.plugins.prometheus;

import io.heliograph.testkit.contract.Contracts;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What this family and each of its plugins promise.
class ContractTest {
    @TestFactory
    List<DynamicNode> contract() throws IOException {
        return Contracts.of(new PrometheusPlugins());
    }
}
