package io.heliograph.core.plugin;

/// What is wrong with one jar of the plugins folder. Everything else works.
///
/// @param jar the file's name
/// @param reason what is wrong and, where that can be said, what to do
public record JarProblem(String jar, String reason) {
    @Override
    public String toString() {
        return jar + ": " + reason;
    }
}
