package io.heliograph.plugins.influxdb;

import io.heliograph.testkit.cases.Cases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The golden cases of this family's plugins, in the real agent. Those with TLS are [InfluxdbGoldenTest]'s.
class CasesTest {
    @TestFactory
    List<DynamicTest> cases() throws IOException {
        return Cases.atLeast(8, folder -> !Files.exists(folder.resolve("cert.pem")));
    }
}
