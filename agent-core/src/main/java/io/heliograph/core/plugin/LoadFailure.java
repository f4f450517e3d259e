package io.heliograph.core.plugin;

import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/// Says why classes of a plugin do not load, also when that shows only while it runs.
public final class LoadFailure {
    private LoadFailure() {}

    /// One sentence without an end: names the module of the JDK where the trimmed runtime lacks one.
    public static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String missing = missingClass(cause);
            if (missing != null) {
                return whoHas(missing);
            }
        }
        Throwable told = unwrapped(failure);
        String message = told.getMessage();
        if (told instanceof IllegalArgumentException && message != null) {
            return message;
        }
        return "cannot be loaded: " + told;
    }

    private static String whoHas(String missingClass) {
        String module = RuntimeModules.moduleOf(missingClass);
        return module == null
                ? "misses the class " + missingClass + ": a plugin jar carries the libraries that it uses"
                : "needs the module " + module + " (for the class " + missingClass
                        + "), which this Java runtime does not have";
    }

    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper =
                failure instanceof ServiceConfigurationError || failure instanceof ExceptionInInitializerError;
        Throwable cause = failure.getCause();
        return wrapper && cause != null ? unwrapped(cause) : failure;
    }

    /// The class that was not found, with dots, or null where that is not what failed.
    private static @Nullable String missingClass(Throwable failure) {
        boolean missing = failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException;
        String message = failure.getMessage();
        return !missing || message == null || message.indexOf(' ') >= 0 ? null : message.replace('/', '.');
    }
}
