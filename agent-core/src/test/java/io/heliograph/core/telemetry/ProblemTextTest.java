package io.heliograph.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemTextTest {
    @TempDir
    Path folder;

    private static String of(Step call) {
        try {
            call.run();
        } catch (IOException problem) {
            return ProblemText.of(problem);
        }
        throw new AssertionError("nothing failed");
    }

    private interface Step {
        void run() throws IOException;
    }

    @Test
    void whatFilesLackIsSaidInWords() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path none = folder.resolve("none");
        assertThat(of(() -> Files.readString(none))).isEqualTo(none + ": there is no such file");
        assertThat(of(() -> Files.createFile(file))).isEqualTo(file + " is in the way: it is there already");
        assertThat(of(() -> Files.newDirectoryStream(file).close())).isEqualTo(file + " is no directory");
        assertThat(of(() -> Files.readString(folder))).isEqualTo("Is a directory");
        assertThat(ProblemText.of(new AccessDeniedException("/x"))).isEqualTo("/x: access is denied");
    }

    @Test
    void defectsSayTheirKindAndTroubleIsAMessage() {
        assertThat(ProblemText.of(new IOException("connection refused"))).isEqualTo("connection refused");
        assertThat(ProblemText.of(new IOException())).isEqualTo("IOException");
        assertThat(ProblemText.of(new IllegalStateException("twice"))).isEqualTo("IllegalStateException: twice");
    }
}
