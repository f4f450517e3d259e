package io.heliograph.core.telemetry;

import io.heliograph.core.plugin.LoadFailure;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Problems in words for people, in one line.
public final class ProblemText {
    private ProblemText() {}

    /// Its message, or its class where it has none. Where a class is missing, who should have had it. Of files, Java says
    /// what the matter is by the class of the exception alone, whose message is the path.
    public static String of(Throwable problem) {
        return switch (problem) {
            case LinkageError incomplete -> LoadFailure.reason(incomplete);
            case NoSuchFileException file -> file.getFile() + ": there is no such file";
            case AccessDeniedException file -> file.getFile() + ": access is denied";
            case NotDirectoryException file -> file.getFile() + " is no directory";
            case FileAlreadyExistsException file -> file.getFile() + " is in the way: it is there already";
            case FileSystemException file when file.getReason() == null -> file.getFile() + ": " + kind(file);
            default -> messageOf(problem);
        };
    }

    private static String messageOf(Throwable problem) {
        String message = problem.getMessage();
        if (message == null || message.isBlank()) {
            return kind(problem);
        }
        return problem instanceof RuntimeException || problem instanceof Error ? kind(problem) + ": " + message : message;
    }

    private static String kind(Throwable problem) {
        return problem.getClass().getSimpleName();
    }
}
