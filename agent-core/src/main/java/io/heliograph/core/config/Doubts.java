package io.heliograph.core.config;

import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.config.Place;
import io.heliograph.core.config.bind.OptionShape;
import io.heliograph.core.config.toml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks for what is no mistake of the configuration, and most likely not meant.
final class Doubts {
    private final AgentSettings agent;
    private final List<Problem> notices;
    private final Map<String, Place> queues = new HashMap<>();

    private Doubts(AgentSettings agent, List<Problem> notices) {
        this.agent = agent;
        this.notices = notices;
    }

    /// Adds them to the notices.
    static void tell(AgentSettings agent, List<PluginTable> tables, List<Problem> notices) {
        Doubts doubts = new Doubts(agent, notices);
        for (PluginTable table : tables) {
            doubts.look(table);
        }
    }

    private void look(PluginTable table) {
        if (table.kind() == Kind.OUTPUT && table.bufferStrategy(agent).isDurable()) {
            lookAtQueue(table);
        }
        lookForFiles(table.settings(), table);
    }

    private void lookAtQueue(PluginTable table) {
        Place other = queues.putIfAbsent(table.identity(), table.place());
        if (other != null) {
            String message = "has the same " + (table.options().alias() == null ? "address" : "alias")
                    + " as the output at " + other + ": which of them has which queue on disk depends on their order"
                    + " (give each an alias of its own)";
            notices.add(new Problem(table.place(), table.displayName(), message));
        }
    }

    /// A certificate may come later, and is read when it is needed.
    private void lookForFiles(Record settings, PluginTable table) {
        for (OptionShape shape : OptionShape.of(settings.getClass())) {
            if (shape.inline() && shape.valueIn(settings) instanceof Record inline) {
                lookForFiles(inline, table);
            } else if (!shape.inline() && shape.key().startsWith("tls_")) {
                lookFor(shape.valueIn(settings), shape.key(), table);
            }
        }
    }

    private void lookFor(@Nullable Object value, String key, PluginTable table) {
        List<?> all = value instanceof List<?> list ? list : Collections.singletonList(value);
        for (Object one : all) {
            if (one instanceof Path file && Files.notExists(file)) {
                String message = file + ": there is no such file at present";
                notices.add(new Problem(table.placeOf(key), table.displayName() + "." + key, message));
            }
        }
    }
}
