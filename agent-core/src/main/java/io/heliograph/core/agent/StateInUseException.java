package io.heliograph.core.agent;

import java.nio.file.Path;

/// Another agent keeps its state in that directory.
public final class StateInUseException extends Exception {
    private static final long serialVersionUID = 1L;

    StateInUseException(Path directory, String owner) {
        super(directory + " is the state directory of another agent" + (owner.isEmpty() ? "" : ", process " + owner)
                + ": end that one, or give this one a directory of its own (--state, or state_directory in [agent])");
    }
}
