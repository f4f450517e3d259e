package io.heliograph.core.config.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Glob;
import io.heliograph.api.GlobList;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.api.config.TomlTable;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.core.config.toml.TomlReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BinderTest {
    private final Problems problems = new Problems();

    private <R extends Record> @Nullable R bind(Class<R> type, String text) {
        TomlTable table = new TomlReader(Path.of("t"), problems, UnaryOperator.identity()).read(text);
        return new Binder(problems, (wanted, view, found) -> null)
                .bind(type, new TableView(Objects.requireNonNull(table), "p"));
    }

    private String problems() {
        return problems.sorted().toString();
    }

    enum Color {
        RED,
        DARK_BLUE
    }

    record Kinds(
            @Option(doc = "d") Set<String> set,

            @Option(doc = "d", defaultValue = "[\"a*\", \"b\"]")
            GlobList globs,

            @Option(doc = "d", defaultValue = "x?") Glob glob,
            @Option(doc = "d") TagSet tags,
            @Option(doc = "d", defaultValue = "[1, 2]") List<Integer> numbers,

            @Option(doc = "d", defaultValue = "[\"1s\", \"2m\"]")
            List<Duration> times,

            @Option(doc = "d", defaultValue = "{ a = 1 }") Map<String, Long> counts,
            @Option(doc = "d", defaultValue = "dark-blue") Color color,
            @Option(doc = "d", defaultValue = "a\\tb") String escaped,
            @Option(doc = "d", defaultValue = "\"\"") String empty,
            @Option(doc = "d") Boolean flag,
            @Option(doc = "d") @Nullable Long number,
            @Option(doc = "d") List<List<String>> nested,
            @Option(doc = "d", key = "other-key") @Nullable String renamed) {}

    @Test
    void defaultsOfAllKinds() {
        Kinds kinds = Objects.requireNonNull(bind(Kinds.class, ""));

        assertThat(kinds)
                .isEqualTo(new Kinds(
                        Set.of(),
                        GlobList.of(List.of("a*", "b")),
                        Glob.of("x?"),
                        TagSet.EMPTY,
                        List.of(1, 2),
                        List.of(Duration.ofSeconds(1), Duration.ofMinutes(2)),
                        Map.of("a", 1L),
                        Color.DARK_BLUE,
                        "a\tb",
                        "",
                        false,
                        null,
                        List.of(),
                        null));
    }

    @Test
    void valuesOfAllKinds() {
        Kinds kinds = Objects.requireNonNull(bind(Kinds.class, """
                set = ["b", "a", "b"]
                globs = ["x"]
                glob = "y*"
                tags = { b = "2", a = "1" }
                numbers = []
                times = ["1h", 5, 0.5]
                counts = { b = 2 }
                color = "Red"
                flag = true
                number = -9223372036854775808
                nested = [["a"], []]
                other-key = "r"
                """));

        assertThat(kinds.set()).containsExactly("b", "a");
        assertThat(kinds.tags()).isEqualTo(TagSet.of("a", "1", "b", "2"));
        assertThat(kinds.times()).containsExactly(Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofMillis(500));
        assertThat(kinds.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(kinds.nested()).containsExactly(List.of("a"), List.of());
        assertThat(kinds.renamed()).isEqualTo("r");
    }

    @Test
    void wrongValuesOfAllKinds() {
        assertThat(bind(Kinds.class, """
                set = { a = 1 }
                globs = ["[a"]
                glob = 5
                tags = ["a"]
                numbers = [1, "x", 3000000000]
                times = [["1s"]]
                counts = { b = "c" }
                color = "green"
                flag = "true"
                number = 1.5
                """)).isNull();
        assertThat(problems.sorted())
                .extracting(Object::toString)
                .containsExactly(
                        "t:1: p.set: not a list: a table; write [[p.set]]",
                        "t:2: p.globs: " + messageOf(() -> GlobList.of(List.of("[a"))),
                        "t:3: p.glob: not a text: 5 (try x?)",
                        "t:4: p.tags: not a table: a list",
                        "t:5: p.numbers: not a whole number: 'x' (try [1, 2])",
                        "t:5: p.numbers: not a whole number of 32 bits: 3000000000 (try [1, 2])",
                        "t:6: p.times: a single value is wanted, not a list (try [\"1s\", \"2m\"])",
                        "t:7: p.counts.b: not a whole number: 'c' (try { a = 1 })",
                        "t:8: p.color: not one of red, dark_blue: 'green'",
                        "t:9: p.flag: not true or false: 'true'",
                        "t:10: p.number: not a whole number: 1.5");
    }

    private static String messageOf(Runnable failing) {
        try {
            failing.run();
        } catch (IllegalArgumentException thrown) {
            return String.valueOf(thrown.getMessage());
        }
        throw new AssertionError("did not fail");
    }

    record Below(@Option(doc = "d", example = "1") int needed) {}

    record Above(
            @Option(doc = "d") Below table,
            @Option(doc = "d") @Nullable Below maybe,
            @Option(doc = "d") Map<String, Below> named) {}

    @Test
    void tablesBelow() {
        Above above = Objects.requireNonNull(bind(Above.class, "table.needed = 1\n[named.x]\nneeded = 2\n"));

        assertThat(above.table().needed()).isEqualTo(1);
        assertThat(above.maybe()).isNull();
        assertThat(above.named()).isEqualTo(Map.of("x", new Below(2)));
        assertThat(bind(Above.class, "\nmaybe = {}\nnamed = 1\n")).isNull();
        assertThat(problems())
                .isEqualTo("[t:1: p.table.needed: must be set (try needed = 1), "
                        + "t:2: p.maybe.needed: must be set (try needed = 1), t:3: p.named: not a table: 1]");
    }

    record Guarded(
            @Option(doc = "d") @Nullable Secret pin,
            @Option(doc = "d", defaultValue = "1") int port) {
        static final AtomicInteger MADE = new AtomicInteger();

        Guarded {
            MADE.incrementAndGet();
            if (port == 2) {
                throw new InvalidOptionException("port", "not a port with " + (pin == null ? "" : pin.reveal()));
            }
            if (port == 3) {
                throw new IllegalArgumentException("all wrong");
            }
            if (port == 4) {
                throw new IllegalStateException();
            }
        }
    }

    @Test
    void rulesOfRecords() {
        bind(Guarded.class, "pin = \"swordfish\"\nport = 2\n");
        bind(Guarded.class, "port = 3\n");
        bind(Guarded.class, "port = 4\n");

        assertThat(problems())
                .isEqualTo("[t:1: p: all wrong, t:1: p: java.lang.IllegalStateException, "
                        + "t:2: p.port: not a port with ********]");
    }

    @Test
    void emptyTextsOfTypesWithoutAnEmptyValue() {
        assertThat(Objects.requireNonNull(bind(Guarded.class, "pin = \"\"\n")).pin())
                .isNull();
        assertThat(Objects.requireNonNull(bind(Kinds.class, "color = \"\"\n")).color())
                .isEqualTo(Color.DARK_BLUE);
    }

    record Impossible(@Option(doc = "d") Thread thread) {}

    @Test
    void mistakesOfAuthors() {
        assertThatThrownBy(() -> bind(Impossible.class, "thread = 1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a configuration record cannot have a component of type class java.lang.Thread");
    }
}
