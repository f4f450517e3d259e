package io.heliograph.core.config;

import io.heliograph.core.config.toml.Problem;
import java.util.List;

/// The configuration cannot be used. The message has one line for each problem.
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigurationException(List<Problem> problems) {
        super(lines(problems));
        this.problems = List.copyOf(problems);
    }

    private static String lines(List<Problem> problems) {
        StringBuilder lines = new StringBuilder();
        for (Problem problem : problems) {
            lines.append(lines.isEmpty() ? "" : "\n").append(problem);
        }
        return lines.toString();
    }

    /// All problems of all files, by file and line.
    public List<Problem> problems() {
        return problems;
    }
}
