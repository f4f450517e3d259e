package io.heliograph.testkit.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

/// Writes down what each test of a [FaultRow] came to: a file `<row>/<class>.<method>` that holds one word.
final class FaultRowResults implements TestWatcher {
    private static final Path FOLDER = Path.of("target", "fault-rows");

    @Override
    public void testSuccessful(ExtensionContext test) {
        note(test, "passed");
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        note(test, "failed");
    }

    @Override
    public void testAborted(ExtensionContext test, Throwable cause) {
        note(test, "skipped");
    }

    @Override
    public void testDisabled(ExtensionContext test, Optional<String> reason) {
        note(test, "skipped");
    }

    private static void note(ExtensionContext test, String result) {
        int row = AnnotationSupport.findAnnotation(test.getRequiredTestMethod(), FaultRow.class)
                .orElseThrow()
                .value();
        String name = test.getRequiredTestClass().getSimpleName() + "."
                + test.getRequiredTestMethod().getName();
        try {
            Path folder = Files.createDirectories(FOLDER.resolve(Integer.toString(row)));
            Files.writeString(folder.resolve(name), result + "\n");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
