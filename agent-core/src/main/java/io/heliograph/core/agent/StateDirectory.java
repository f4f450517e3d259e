package io.heliograph.core.agent;

import io.heliograph.core.config.AgentSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds the folder for all that the agent keeps: what is configured, what the service manager gives, the system's
/// where it can be written to, else the user's.
public final class StateDirectory {
    private static final Path SYSTEM = Path.of("/var/lib/heliograph");

    private StateDirectory() {}

    /// Where an agent of these settings keeps its state.
    public static Path of(AgentSettings settings) {
        return of(settings, System.getenv("STATE_DIRECTORY"), SYSTEM, Path.of(System.getProperty("user.home")));
    }

    static Path of(AgentSettings settings, @Nullable String service, Path system, Path home) {
        if (settings.stateDirectory() != null) {
            return settings.stateDirectory();
        }
        if (settings.buffer().bufferDirectory() != null) {
            return settings.buffer().bufferDirectory();
        }
        if (service != null && !service.isEmpty()) {
            int next = service.indexOf(':'); // systemd gives several like this
            return Path.of(next < 0 ? service : service.substring(0, next));
        }
        boolean offered = Files.isWritable(system)
                || !Files.exists(system) && system.getParent() != null && Files.isWritable(system.getParent());
        return offered ? system : home.resolve(".local/state/heliograph");
    }
}
