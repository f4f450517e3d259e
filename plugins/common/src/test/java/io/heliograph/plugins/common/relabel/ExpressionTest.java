package io.heliograph.plugins.common.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.InvalidOptionException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast paths answer as RE2/J does, and are taken where they should be.
class ExpressionTest {
    private static final String[] PARTS = {
        "a",
        "b",
        "ab",
        "\\.",
        "_",
        "😀",
        ".*",
        ".+",
        "(.*)",
        "(.+)",
        "(",
        ")",
        "(?:",
        "|",
        "(a|b)",
        "(?:ab|a)",
        "^",
        "$",
        "a*",
        "[ab]",
        "(?i)",
        "\\d",
        "",
        "a?"
    };
    private static final String[] LETTERS = {"a", "b", "ab", ".", "_", "😀", "\n", "1", "A"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foo",
                "foo|bar",
                "(foo|bar)",
                "^(?:foo|bar)$",
                ".*",
                "(.*)",
                ".+",
                "foo.*",
                ".*foo",
                ".*foo.*",
                "go_(.*)",
                "(.+)_total",
                "node_(cpu|disk)_.*",
                "__meta_kubernetes_pod_label_(.+)",
                "a\\.b:9100",
                "(.*):(.*)",
                "up|scrape_.*|(.*)_bucket"
            })
    void isFast(String regex) {
        assertThat(Expression.of(regex).isFast()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[ab]", "a?", "a{2}", "(?i)a", "\\d", "a*", ".", ".*?", "(?P<n>a)", "(?<n>a)", "(a)+", "\\Qa\\E"
            })
    void isLeftToRe2(String regex) {
        assertThat(Expression.of(regex).isFast()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", ")", "a**", "[", "(?=a)", "(a)\\1", "a{1001}", "\\q", "*", "(?P<n>a)(?P<n>b)", "a++", "\\"})
    void refusesWhatRe2Refuses(String regex) {
        assertThatThrownBy(() -> Expression.of(regex))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("not a regular expression of RE2: '" + regex + "'");
    }

    @Test
    void fastPathsAnswerAsRe2() {
        Random random = new Random(7);
        int fast = 0;
        for (int i = 0; i < 200_000 && fast < 20_000; i++) {
            String regex = random(random, PARTS, 7);
            Shapes shapes = ShapeReader.read(regex);
            if (shapes != null) {
                fast++;
                compare(random, regex, shapes);
            }
        }
        assertThat(fast).isGreaterThan(10_000);
    }

    private static void compare(Random random, String regex, Shapes shapes) {
        Expression slow = Expression.slow(regex);
        for (int i = 0; i < 20; i++) {
            String text = random(random, LETTERS, 8);
            int[] bounds = slow.groups(text);
            assertThat(shapes.matches(text)).as("%s on %s", regex, text).isEqualTo(bounds != null);
            if (shapes.knowsGroups()) {
                assertThat(shapes.groups(text)).as("%s on %s", regex, text).isEqualTo(bounds);
            }
        }
    }

    private static String random(Random random, String[] parts, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    @Test
    void answersAreBounded() {
        Expression expression = Expression.of("[ab]\\d+");
        for (int i = 0; i < 20_000; i++) {
            assertThat(expression.matches("a" + i)).isTrue();
        }
    }
}
