package io.heliograph.plugins.host.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Accumulator;
import io.heliograph.testkit.RecordingAccumulator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFileTest {
    @TempDir
    private Path folder;

    private final ProcFile file = new ProcFile();

    private ProcFile read(String text) throws IOException {
        Path path = folder.resolve("file");
        Files.writeString(path, text);
        file.read(path.toString());
        return file;
    }

    @Test
    void linesAndWords() throws Exception {
        read("cpu  12\t-3 18446744073709551615\n\nlast 0.5");

        assertThat(file.nextLine()).isTrue();
        assertThat(file.nextWord()).isTrue();
        assertThat(file.wordIs("cpu")).isTrue();
        assertThat(file.wordIs("cp")).isFalse();
        assertThat(file.nextNumber()).isEqualTo(12);
        assertThat(file.nextNumber()).isEqualTo(-3);
        assertThat(file.nextNumber()).isEqualTo(-1); // 2^64 - 1 as unsigned bits
        assertThat(file.nextWord()).isFalse();
        assertThat(file.nextLine()).isTrue();
        assertThat(file.nextWord()).isFalse();
        assertThat(file.nextLine()).isTrue();
        assertThat(file.skipWords(1)).isTrue();
        assertThat(file.word()).isEqualTo("0.5");
        assertThat(file.nextLine()).isFalse();
    }

    @Test
    void longFilesAreReadWhole() throws Exception {
        read("x".repeat(5000) + "\n" + "y".repeat(70_000) + " 7\n");

        file.nextLine();
        file.nextLine();
        file.nextWord();
        assertThat(file.word()).hasSize(70_000);
        assertThat(file.nextNumber()).isEqualTo(7);
    }

    @Test
    void aWordIsCutAtItsLastColon() throws Exception {
        read("eth0:1:123 4\n");

        file.nextLine();
        file.nextWord();
        file.cutWordAtLast(':');
        assertThat(file.word()).isEqualTo("eth0:1");
        assertThat(file.nextNumber()).isEqualTo(123);
    }

    @Test
    void whatIsNoNumberIsNamedWithItsPlace() throws Exception {
        read("a 1\nb x\n");
        file.nextLine();
        file.nextLine();
        file.nextWord();

        assertThatThrownBy(file::nextNumber).hasMessageEndingWith("file:2: not a number: 'x'");
        assertThatThrownBy(file::nextNumber).hasMessageEndingWith("file:2: not a number: ''");
    }

    @Test
    void aMissingFile() {
        String path = folder.resolve("none").toString();

        assertThatThrownBy(() -> file.read(path)).isInstanceOf(FileNotFoundException.class);
        assertThat(file.readIfThere(path)).isFalse();
        assertThat(file.nextLine()).isFalse();
    }

    @Test
    void aMemoKeepsWhatAWordStandsForWhileItIsThere() throws Exception {
        Counted memo = new Counted();

        assertThat(meanings(memo, "a\nb\nc\n")).containsExactly("a1", "b2", "c3");
        assertThat(meanings(memo, "b\na\nd\nc\n")).containsExactly("b2", "a1", "d4", "c3");
        assertThat(meanings(memo, "c\n")).containsExactly("c3");
        assertThat(meanings(memo, "a\nc\n")).containsExactly("a5", "c3");
    }

    private List<String> meanings(Counted memo, String text) throws IOException {
        List<String> meanings = new ArrayList<>();
        read(text);
        memo.rewind();
        while (file.nextLine() && file.nextWord()) {
            meanings.add(memo.of(file, new RecordingAccumulator()));
        }
        return meanings;
    }

    private static final class Counted extends Memo<String> {
        private int made;

        @Override
        protected String make(String word, Accumulator out) {
            return word + ++made;
        }
    }
}
