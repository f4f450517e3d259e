package io.heliograph.plugins.common.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// References to groups as Go's `regexp.Expand` reads them.
class TemplateTest {
    private final Expression expression = Expression.of("(?P<host>[^:]+):(\\d+)(x)?");

    @ParameterizedTest
    @CsvSource({
        "$1,db",
        "${1},db",
        "$0,db:5432",
        "$1_x,''",
        "${1}_x,db_x",
        "$host,db",
        "$hosts,''",
        "${host}s,dbs",
        "$3,''",
        "$9,''",
        "$01,''",
        "$$1,$1",
        "$,$",
        "a$,a$",
        "$-,$-",
        "${,${",
        "${1,${1",
        "${},${}",
        "${1-2},${1-2}",
        "$2:$1,5432:db",
        "'\\1','\\1'",
        "$999999999,''",
        "$é,''",
        "a$$b,a$b",
        "$1$2,db5432"
    })
    void expands(String template, String expected) {
        String text = "db:5432";
        int[] bounds = Objects.requireNonNull(expression.groups(text));
        assertThat(Template.of(template, expression).expand(text, bounds)).isEqualTo(expected);
    }

    @Test
    void knowsWhatItMayGive() {
        Template template = Template.of("a_${1}_z", expression);
        assertThat(template.mayGive("a_b_z")).isTrue();
        assertThat(template.mayGive("a__z")).isTrue();
        assertThat(template.mayGive("a_z")).isFalse();
        assertThat(template.mayGive("b_b_z")).isFalse();
        assertThat(Template.of("job", expression).mayGive("jobs")).isFalse();
    }
}
