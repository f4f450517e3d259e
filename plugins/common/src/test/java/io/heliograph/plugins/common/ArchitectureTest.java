package io.heliograph.plugins.common;

import io.heliograph.testkit.contract.FamilyContract;
import org.junit.jupiter.api.Test;

/// What families share sees no family, and nothing of the agent but the plugin API.
class ArchitectureTest {
    @Test
    void seesWhatItMay() {
        FamilyContract.dependencies("io.heliograph.plugins.common");
    }
}
