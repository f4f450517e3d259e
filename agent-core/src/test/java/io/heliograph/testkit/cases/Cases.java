package io.heliograph.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.TestCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Runs the golden cases of a module in the real agent: every folder below `src/test/resources/cases` that has a
/// `heliograph.toml`.
///
/// A case is run as `--once` would run it in that folder: the configuration is loaded, everything is gathered once
/// and goes through the whole pipeline into its outputs, and into one more that remembers. Plugins are those of all
/// jars on the class path, and `inputs.targets`, which emits a row for each discovered target.
///
/// | file | meaning |
/// |---|---|
/// | `heliograph.toml` | a whole configuration; without `[agent]` the tag `host` is left out |
/// | `input.*`, `data/` | files for inputs; a text in the configuration that begins so is a path in this folder |
/// | `proc/`, `sys/`, `etc/`, `run/`, `var/`, `dev/` | stand in place of the host's folders |
/// | `input.redis`, `input.mysql` | recorded answers, served at `REDIS_PORT` and `MYSQL_PORT` |
/// | `input.txt` | served at `HTTP_PORT` to every GET, with the head of `input.headers` |
/// | `input.http` | requests that are sent to `LISTEN_PORT`, where a listener of the configuration is, with the status
/// of each answer |
/// | `expected.out` | line protocol: all rows in any order; a row without a time is compared without |
/// | `expected.err` | each line is part of a reported problem, and each problem has such a line |
/// | `expected.body` | the requests that `HTTP_PORT` and the datagrams that `UDP_PORT` took, in the order of their
/// text, and what is in `OUTPUT_FILE` |
///
/// With `-Dheliograph.rewrite=true` the expectations are written instead; look at the difference before it is
/// committed.
public final class Cases {
    private Cases() {}

    /// A test for each case of the module in the working directory.
    ///
    /// @param atLeast so many cases, lest a wrong folder passes for a good one
    public static List<DynamicTest> atLeast(int atLeast) throws IOException {
        return atLeast(atLeast, ignored -> true);
    }

    /// The same for some of them.
    ///
    /// @param wanted is given a case's folder
    public static List<DynamicTest> atLeast(int atLeast, Predicate<Path> wanted) throws IOException {
        Path root = Path.of("src/test/resources/cases");
        TestCatalog catalog = TestCatalog.onClassPath(ListedTargets.PROVIDER);
        try (Stream<Path> files = Files.walk(root, 3)) {
            List<Path> folders = files.filter(file -> file.endsWith("heliograph.toml"))
                    .map(Path::getParent)
                    .filter(wanted)
                    .sorted()
                    .toList();
            assertThat(folders).hasSizeGreaterThanOrEqualTo(atLeast);
            List<DynamicTest> tests = new ArrayList<>();
            for (Path folder : folders) {
                Case test = new Case(folder.toAbsolutePath(), catalog);
                tests.add(DynamicTest.dynamicTest(root.relativize(folder).toString(), test::check));
            }
            return tests;
        }
    }
}
