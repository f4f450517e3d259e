package io.heliograph.plugins.kapacitor;

import io.heliograph.testkit.TranslationCases;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What Kapacitor's configurations become.
class TranslationsTest {
    @TestFactory
    List<DynamicTest> translations() throws IOException {
        return TranslationCases.atLeast(6);
    }
}
