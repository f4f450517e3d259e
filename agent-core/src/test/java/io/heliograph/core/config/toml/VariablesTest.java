package io.heliograph.core.config.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "one", "EMPTY", "", "B_2", "two");
    private static final Variables VARIABLES = new Variables(ENVIRONMENT::get);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $A                      | one
            ${A}                    | one
            x$A.y${B_2}z            | xone.ytwoz
            $NONE ${NONE}           | $NONE ${NONE}
            ${NONE:-d} ${NONE-d}    | d d
            <${EMPTY:-d}><${EMPTY-d}> | <d><>
            ${A:-d} ${A-d}          | one one
            ${NONE:-${A}}           | one
            ${NONE:-a b:c}          | a b:c
            ${NONE:-}               | ''
            ${A:?e} ${A?e} <${EMPTY?e}> | one one <>
            $$A $$$A $$$$           | $A $one $$
            $1 ${1} ${} $ ${A       | $1 ${1} ${} $ ${A
            ^a$                     | ^a$
            ${A!x} ${A:x}           | ${A!x} ${A:x}
            """)
    void forms(String text, String expected) {
        assertThat(VARIABLES.apply(text)).isEqualTo(expected);
    }

    @Test
    void whatMustBeSet() {
        assertThatThrownBy(() -> VARIABLES.apply("${NONE:?set it}")).hasMessage("environment variable NONE: set it");
        assertThatThrownBy(() -> VARIABLES.apply("${EMPTY:?}")).hasMessage("environment variable EMPTY: must be set");
        assertThatThrownBy(() -> VARIABLES.apply("${NONE?}")).hasMessage("environment variable NONE: must be set");
    }

    @Test
    void documentsWithoutTheirComments() {
        String document = """
                # ${NONE:?no} '
                a = ${A} # $A
                b = "# $A"
                c = '''
                # $A '' '''
                d = \"""x\\" # $A\"""  # $A
                e = ${NONE:-"x"}
                """;

        assertThat(VARIABLES.applyToDocument(document)).isEqualTo("""
                # ${NONE:?no} '
                a = one # $A
                b = "# one"
                c = '''
                # one '' '''
                d = \"""x\\" # one\"""  # $A
                e = "x"
                """);
    }
}
