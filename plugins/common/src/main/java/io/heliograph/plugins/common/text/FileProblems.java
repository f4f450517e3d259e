package io.heliograph.plugins.common.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Says in words why a file cannot be read: Java says it by the class of the exception alone, whose message is the
/// path.
public final class FileProblems {
    private FileProblems() {}

    /// The same problem with the file and the reason as its message.
    public static IOException of(Path file, IOException problem) {
        return new IOException(file + ": " + reason(problem), problem);
    }

    /// Why: `there is no such file`.
    public static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException ignored -> "there is no such file";
            case AccessDeniedException ignored -> "access is denied";
            case CharacterCodingException ignored -> "not UTF-8";
            default -> String.valueOf(problem.getMessage());
        };
    }
}
