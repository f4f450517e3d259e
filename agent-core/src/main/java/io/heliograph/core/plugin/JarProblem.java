package io.heliograph.core.plugin;

import java.util.Set;

/// What is wrong with one jar of the plugins folder. Everything else works.
///
/// @param jar the file's name
/// @param reason what is wrong and, where that can be said, what to do
/// @param missing the plugins that are not there because of it, as far as the manifest names them
public record JarProblem(String jar, String reason, Set<String> missing) {
    JarProblem(String jar, String reason) {
        this(jar, reason, Set.of());
    }

    @Override
    public String toString() {
        return jar + ": " + reason;
    }
}
