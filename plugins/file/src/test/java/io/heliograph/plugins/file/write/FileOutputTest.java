package io.heliograph.plugins.file.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.DataSize;
import io.heliograph.api.FieldKind;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import io.heliograph.testkit.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutputTest {
    @TempDir
    private Path folder;

    private final TestContext context = new TestContext("outputs.file");
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

    private FileOutputConfig config(
            List<String> files, Duration interval, long maxSize, int archives, String compression) {
        InfluxSerializer serializer = new InfluxSerializer(new InfluxSerializerConfig(0, false, false, false), context);
        return new FileOutputConfig(
                files, interval, new DataSize(maxSize), archives, false, compression, 0, serializer);
    }

    private FileOutput output(String compression, Path... files) {
        List<String> paths = Stream.of(files).map(Path::toString).toList();
        return new FileOutput(config(paths, Duration.ZERO, 0, 5, compression), context, stdout);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static MetricBatch batch(double... values) {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (double value : values) {
            rows.open();
            rows.put("v", FieldKind.DOUBLE, Double.doubleToRawLongBits(value));
            rows.close(Series.of("m"), rows.fieldSet(), 1, ValueType.UNTYPED);
        }
        return rows.seal();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> !path.endsWith("a.out")).sorted().toList();
        }
    }

    @Test
    void everyFileGetsEveryRow() throws Exception {
        FileOutput output = new FileOutput(
                config(List.of("stdout", file("a.out").toString(), file("b.out").toString()), Duration.ZERO, 0, 5, ""),
                context,
                stdout);
        output.open();

        assertThat(output.write(batch(1, 2))).isEqualTo(WriteResult.ACCEPTED);
        output.write(batch(3));
        output.close();

        assertThat(file("a.out")).hasContent("m v=1 1\nm v=2 1\nm v=3 1\n");
        assertThat(file("b.out")).hasSameTextualContentAs(file("a.out"));
        assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("m v=1 1\nm v=2 1\nm v=3 1\n");
    }

    @Test
    void rowsThatTheFormatCannotCarryAreRejected() throws Exception {
        WriteResult result = output("", file("a.out")).write(batch(1, Double.NaN));

        assertThat(result).isInstanceOfSatisfying(WriteResult.Partial.class, partial -> {
            assertThat(partial.accepted().stream()).containsExactly(0);
            assertThat(partial.rejected())
                    .extracting(WriteResult.Rejection::row)
                    .containsExactly(1);
        });
    }

    @Test
    void aFailingFileIsNamedAndNoneKeepsTheBatch() throws Exception {
        Path full = Path.of("/dev/full");
        FileOutput output = output("", file("a.out"), full);
        output.open();

        assertThatThrownBy(() -> output.write(batch(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/dev/full");

        assertThat(file("a.out")).isEmptyFile();
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        assertThatThrownBy(() -> output("", file("none/a.out")).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none/a.out");
    }

    @Test
    void aHalfLineOfEarlierIsClosed() throws Exception {
        Files.writeString(file("a.out"), "m v=1 1\nm v=");

        output("", file("a.out")).write(batch(2));

        assertThat(file("a.out")).hasContent("m v=1 1\nm v=\nm v=2 1\n");
    }

    @Test
    void aFileThatWasMovedAwayIsBegunAnew() throws Exception {
        FileOutput output = output("", file("a.out"));
        output.write(batch(1));
        Files.move(file("a.out"), file("old.out"));
        output.write(batch(2));
        Files.delete(file("a.out"));
        output.write(batch(3));

        assertThat(file("old.out")).hasContent("m v=1 1\n");
        assertThat(file("a.out")).hasContent("m v=3 1\n");
    }

    @Test
    void filesRotateBySizeAndTheOldestGo() throws Exception {
        FileOutput output =
                new FileOutput(config(List.of(file("a.out").toString()), Duration.ZERO, 10, 2, ""), context, stdout);
        for (int i = 0; i < 8; i++) {
            output.write(batch(i));
        }

        // each second write makes 16 bytes; all four within one second
        assertThat(file("a.out")).isEmptyFile();
        assertThat(archives()).hasSize(2);
        assertThat(archives().getLast()).hasContent("m v=6 1\nm v=7 1\n");
        assertThat(archives().getLast().getFileName().toString()).matches("a\\.\\d{4}-\\d\\d-\\d\\d-\\d+\\.out");
    }

    @Test
    void filesRotateByAge() throws Exception {
        context.at(Instant.parse("2026-11-24T10:00:00Z"));
        FileOutput output = new FileOutput(
                config(List.of(file("a.out").toString()), Duration.ofHours(1), 0, -1, ""), context, stdout);
        output.write(batch(1));
        context.at(Instant.parse("2026-11-24T11:00:01Z"));
        output.write(batch(2));

        assertThat(file("a.out")).hasContent("m v=2 1\n");
        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(archive).hasContent("m v=1 1\n"));
    }

    private interface Inflating {
        InputStream over(InputStream in) throws IOException;
    }

    private static String inflated(Path file, Inflating inflating) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = inflating.over(raw)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesAreCompressedOneByOne() throws Exception {
        FileOutput gzip = output("gzip", file("a.gz"));
        gzip.write(batch(1));
        gzip.write(batch(2));
        output("zlib", file("a.z")).write(batch(3));

        assertThat(inflated(file("a.gz"), GZIPInputStream::new)).isEqualTo("m v=1 1\nm v=2 1\n");
        assertThat(inflated(file("a.z"), InflaterInputStream::new)).isEqualTo("m v=3 1\n");
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> output("zstd"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("zstd is not supported");
        assertThatThrownBy(() -> output("rar"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'rar'");
    }

    @Test
    void aBrokenStandardOutputIsNamed() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        FileOutput output = new FileOutput(
                config(List.of("stdout", file("a.out").toString()), Duration.ZERO, 0, 5, ""), context, broken);

        assertThatThrownBy(() -> output.write(batch(1))).hasMessage("cannot write to stdout: Broken pipe");
        assertThat(file("a.out")).isEmptyFile();
    }
}
