package io.heliograph.plugins.host;

import io.heliograph.plugins.host.HostRun.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The golden cases of this family, each on the tree that stands in its folder.
class CasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES, 3)) {
            List<Path> tables = files.filter(path -> path.endsWith("heliograph.toml")).sorted().toList();
            return tables.stream().map(Path::getParent).map(CasesTest::test);
        }
    }

    private static DynamicTest test(Path folder) {
        return DynamicTest.dynamicTest(CASES.relativize(folder).toString(), () -> check(folder));
    }

    private static void check(Path folder) throws Exception {
        List<Line> expected = TelegrafGoldensTest.parse(Files.readString(folder.resolve("expected.out")));
        try (HostRun run = new HostRun(Files.readString(folder.resolve("heliograph.toml")), folder.toAbsolutePath())) {
            TelegrafGoldensTest.assertSame(run.lines(), expected);
        }
    }
}
