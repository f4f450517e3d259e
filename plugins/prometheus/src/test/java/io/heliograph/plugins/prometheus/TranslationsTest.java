package io.heliograph.plugins.prometheus;

import io.heliograph.testkit.TranslationCases;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What `prometheus.yml` becomes.
class TranslationsTest {
    @TestFactory
    List<DynamicTest> translations() throws IOException {
        return TranslationCases.atLeast(9, new Discoveries());
    }
}
