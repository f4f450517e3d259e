package io.heliograph.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.TagSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Labels on the command line.
class LabelTextTest {
    @Test
    void readsSeries() {
        TagSet expected = TagSet.of("__name__", "up", "job", "a b", "x.y", "1\"\n\\");
        assertThat(read("up{job=\"a b\", \"x.y\"=\"1\\\"\\n\\\\\"}")).isEqualTo(expected);
        assertThat(read("  { 'up' , job = 'a b', 'x.y' = '1\"\\n\\\\',}  ")).isEqualTo(expected);
        assertThat(read("up")).isEqualTo(TagSet.of("__name__", "up"));
        assertThat(read("{}")).isEqualTo(TagSet.EMPTY);
        assertThat(LabelText.read("db:9104{__meta_a='b'}", "__address__"))
                .isEqualTo(TagSet.of("__address__", "db:9104", "__meta_a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "up{job=\"a b\"}", "{__name__=\"u p\", \"x.y\"=\"1\\\"\\n\\\\\"}", "{}", "{a=\"b\"}"})
    void writesWhatItReads(String text) {
        assertThat(LabelText.write(read(text), "__name__")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            up{code=200}     | at character 9: wanted the value of code in quotes, found '2'
            up{code          | at character 8: wanted = and a value for the label code, found the end
            up{code="a"      | at character 12: wanted a comma or a closing brace, found the end
            up{code="a       | at character 11: wanted a closing quote, found the end
            up{,}            | at character 4: wanted the name of a label, found ','
            up{a="1"} x      | at character 11: wanted nothing more, or labels in braces, found 'x'
            up{a="1",a="2"}  | the label a is there twice
            up{"down"}       | the label __name__ is there twice
            """)
    void saysWhatIsWrongWhere(String text, String message) {
        assertThatThrownBy(() -> read(text)).hasMessage(message);
    }

    private static TagSet read(String text) {
        return LabelText.read(text, "__name__");
    }
}
