package io.heliograph.api.config;

import java.nio.file.Path;

/// Where something stands in the configuration.
///
/// @param file as it was named by the user
/// @param line counted from 1; 0 is the file as a whole
public record Place(Path file, int line) implements Comparable<Place> {
    /// The place of settings that come from a program and not from a file.
    public static final Place NOWHERE = new Place(Path.of(""), 0);

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    /// In the form `file:line`.
    @Override
    public String toString() {
        return line == 0 ? file.toString() : file + ":" + line;
    }
}
