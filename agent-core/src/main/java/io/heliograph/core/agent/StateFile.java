package io.heliograph.core.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.heliograph.api.StateStore;
import io.heliograph.core.telemetry.ProblemText;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The `statefile`: a JSON object of [UnitKey#state] to text, read at the start and written at a clean stop. Without a
/// file, states last as long as the process.
final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(256L << 20)
                    .maxNestingDepth(2)
                    .maxTokenCount(100_000)
                    .maxStringLength(64 << 20) // the state of an aggregator
                    .build())
            .build();

    private static final Set<OpenOption> FRESH = Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final @Nullable Path file;
    private final Map<String, String> states = new ConcurrentHashMap<>();

    StateFile(@Nullable Path file) {
        this.file = file;
        if (file != null && Files.exists(file)) {
            read(file);
        }
    }

    /// What one plugin sees.
    ///
    /// @param plugin see [UnitKey#state]
    StateStore of(String plugin) {
        return new StateStore() {
            @Override
            public @Nullable String load() {
                return states.get(plugin);
            }

            @Override
            public void save(String state) {
                states.put(plugin, state);
            }
        };
    }

    private void read(Path from) {
        try (JsonParser json = JSON.createParser(Files.readAllBytes(from))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String plugin = json.currentName();
                json.nextToken();
                states.put(plugin, json.getText());
            }
        } catch (IOException problem) {
            LOG.error("statefile {}: {}; plugins start without their states", from, problem.getMessage());
        }
    }

    /// Writes all states, in place of the file as a whole.
    void write() {
        Path to = file;
        if (to == null || states.isEmpty()) {
            return;
        }
        Path fresh = to.resolveSibling(to.getFileName() + ".new");
        try {
            try (FileChannel file = FileChannel.open(fresh, FRESH, OWNER_ONLY);
                    JsonGenerator json = JSON.createGenerator(Channels.newOutputStream(file))) {
                json.writeStartObject();
                for (Map.Entry<String, String> state : states.entrySet()) {
                    json.writeStringField(state.getKey(), state.getValue());
                }
                json.writeEndObject();
                json.flush();
                file.force(true);
            }
            Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException problem) {
            LOG.error("statefile {}: {}", to, ProblemText.of(problem));
        }
    }
}
