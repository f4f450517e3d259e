package io.heliograph.plugins.file.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Metric;
import io.heliograph.api.Parser;
import io.heliograph.core.format.InfluxParser;
import io.heliograph.core.format.InfluxParserConfig;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInputTest {
    @TempDir
    private Path folder;

    private final TestContext context = new TestContext("inputs.file");
    private final RecordingAccumulator out = new RecordingAccumulator();

    private Path write(String name, String text, Charset charset) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, charset);
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text, StandardCharsets.UTF_8);
    }

    private Parser parser() {
        return new InfluxParser(new InfluxParserConfig("ns", InfluxParserConfig.ParserType.INTERNAL), context);
    }

    private FileInput input(String encoding, String fileTag, String pathTag, String... patterns) {
        List<String> files = List.of(patterns).stream()
                .map(pattern -> folder + "/" + pattern)
                .toList();
        return new FileInput(new FileInputConfig(files, encoding, fileTag, pathTag, parser()), context);
    }

    private List<String> namesFrom(String... patterns) throws Exception {
        RecordingAccumulator rows = new RecordingAccumulator();
        input("", "", "", patterns).gather(rows);
        assertThat(rows.errors()).isEmpty();
        return rows.metrics().stream().map(Metric::name).toList();
    }

    @Test
    void patternsFindFiles() throws Exception {
        write("a.influx", "a v=1");
        write("b.txt", "b v=1");
        write("sub/c.influx", "c v=1");
        write("sub/deep/d.influx", "d v=1");

        assertThat(namesFrom("a.influx")).containsExactly("a");
        assertThat(namesFrom("*.influx")).containsExactly("a");
        assertThat(namesFrom("?.{influx,txt}")).containsExactly("a", "b");
        assertThat(namesFrom("*/*.influx")).containsExactly("c");
        assertThat(namesFrom("**.influx")).containsExactly("a", "c", "d");
        assertThat(namesFrom("**/*.influx")).containsExactly("a", "c", "d");
        assertThat(namesFrom("sub/**")).containsExactly("c", "d");
        assertThat(namesFrom("{sub/deep,sub}/*.influx")).containsExactly("c", "d");
        assertThat(namesFrom("s[tu]b/[!d].influx", "a.influx", "*.influx")).containsExactly("a", "c");
    }

    @Test
    void filesAreReadAnewEachTime() throws Exception {
        FileInput input = input("", "", "", "a.influx");
        write("a.influx", "a v=1 1");
        input.gather(out);
        write("a.influx", "a v=2 2\na v=3 3");
        input.gather(out);

        assertThat(out.metrics()).extracting(Metric::epochNanos).containsExactly(1L, 2L, 3L);
    }

    @Test
    void faultsNameFileAndLineAndOtherFilesGoOn() throws Exception {
        Path bad = write("a.influx", "a v=1\noops\nb v=2");
        write("b.influx", "c v=3");

        input("", "", "", "*.influx", "missing.influx").gather(out);

        assertThat(out.metrics()).extracting(Metric::name).containsExactly("a", "b", "c");
        assertThat(out.errors()).hasSize(2);
        assertThat(out.errors().get(0))
                .hasMessageContaining("no file matches '")
                .hasMessageContaining("missing.influx");
        assertThat(out.errors().get(1)).hasMessageStartingWith(bad + ": line 2: ");
    }

    @Test
    void nothingToReadIsAFailure() {
        assertThatThrownBy(() -> input("", "", "", "none/*.influx").gather(out))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none/*.influx");
    }

    @Test
    void tagsNameTheFile() throws Exception {
        Path a = write("a.influx", "m,file=old,x=1 v=1");
        Path b = write("sub/b.influx", "m,file=old,x=1 v=2");
        FileInput input = input("", "file", "path", "**.influx");

        input.gather(out);
        input.gather(out);

        assertThat(out.metrics())
                .extracting(row -> row.tag("file"))
                .containsExactly("a.influx", "b.influx", "a.influx", "b.influx");
        assertThat(out.metrics())
                .extracting(row -> row.tag("path"))
                .containsExactly(a.toString(), b.toString(), a.toString(), b.toString());
        assertThat(out.metrics()).extracting(row -> row.tag("x")).containsOnly("1");
    }

    @Test
    void encodingsBecomeUtf8() throws Exception {
        write("a.influx", "\ufeffa,t=ü v=1", StandardCharsets.UTF_16LE);

        input("utf-16le", "", "", "a.influx").gather(out);

        assertThat(out.metrics())
                .hasSize(1)
                .extracting(row -> row.name() + row.tag("t"))
                .containsExactly("aü");
    }

    @Test
    void malformedOptionsAreRefused() {
        assertThatThrownBy(() -> input("ebcdic", "", "", "a"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'ebcdic'");
        assertThatThrownBy(() -> input("", "", "", "a["))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("a['");
    }
}
