package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import io.heliograph.plugins.prometheus.yml.YamlValue.Items;
import io.heliograph.plugins.prometheus.yml.YamlValue.Mapping;
import io.heliograph.plugins.prometheus.yml.YamlValue.Nothing;
import io.heliograph.plugins.prometheus.yml.YamlValue.Scalar;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads a YAML file with the place of everything in it, within limits: of size, of depth, of aliases, and of what
/// aliases make of a short text. Merge keys (`<<`) count, as they do in Prometheus.
final class YamlFile {
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_DEEP = 100;
    private static final int MOST_ALIASES = 1000;
    private static final int MOST_NODES = 500_000;

    private final Path file;
    private int nodes;

    private YamlFile(Path file) {
        this.file = file;
    }

    /// What cannot be read, with its place.
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Place place;

        UnreadableException(Place place, String message) {
            super(message);
            this.place = place;
        }

        Place place() {
            return place;
        }
    }

    /// The document of a file; nothing for an empty one.
    ///
    /// @throws UnreadableException for what is no YAML, or is too much of it
    /// @throws IOException for a file that cannot be read
    static YamlValue read(Path file) throws IOException, UnreadableException {
        if (Files.size(file) > MOST_BYTES) {
            throw new UnreadableException(new Place(file, 0), "larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        return new YamlFile(file).document(text(file));
    }

    private static String text(Path file) throws IOException, UnreadableException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException wrong) {
            throw new UnreadableException(new Place(file, 0), "not UTF-8");
        }
    }

    private YamlValue document(String text) throws UnreadableException {
        LoadSettings settings = LoadSettings.builder()
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(MOST_BYTES)
                .build();
        try {
            checkDepth(settings, text);
            Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                return new Nothing(new Place(file, 1));
            }
            YamlValue first = value(documents.next(), 0);
            if (documents.hasNext()) {
                throw refused(documents.next(), "a second document; only one can be read");
            }
            return first;
        } catch (MarkedYamlEngineException wrong) {
            int line = wrong.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new UnreadableException(new Place(file, line), String.valueOf(wrong.getProblem()));
        } catch (YamlEngineException wrong) {
            String message = String.valueOf(wrong.getMessage()).replaceAll("\\s*\\n\\s*", "; ");
            throw new UnreadableException(new Place(file, 0), message);
        }
    }

    /// The composer recurses without a limit; the reader of events does not.
    private void checkDepth(LoadSettings settings, String text) throws UnreadableException {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MOST_DEEP) {
                int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                throw new UnreadableException(new Place(file, line), "nested more than " + MOST_DEEP + " deep");
            }
        }
    }

    private YamlValue value(Node node, int depth) throws UnreadableException {
        if (++nodes > MOST_NODES) {
            throw refused(node, "more than " + MOST_NODES + " values, those that aliases stand for counted");
        }
        if (depth > MOST_DEEP) {
            throw refused(node, "aliases nest it more than " + MOST_DEEP + " deep");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode list -> {
                List<YamlValue> values = new ArrayList<>();
                for (Node item : list.getValue()) {
                    values.add(value(item, depth + 1));
                }
                yield new Items(values, place(node));
            }
            case MappingNode mapping -> mapping(mapping, depth);
            default -> throw refused(node, "neither a value nor a list nor a mapping");
        };
    }

    private YamlValue scalar(ScalarNode node) {
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        boolean nothing = plain && List.of("", "~", "null", "Null", "NULL").contains(node.getValue());
        return nothing ? new Nothing(place(node)) : new Scalar(node.getValue(), plain, place(node));
    }

    private Mapping mapping(MappingNode node, int depth) throws UnreadableException {
        Map<String, YamlValue> own = new LinkedHashMap<>();
        Map<String, YamlValue> merged = new LinkedHashMap<>();
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw refused(entry.getKeyNode(), "a key that is not a single value");
            }
            YamlValue value = value(entry.getValueNode(), depth + 1);
            if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(value, merged, key);
            } else if (own.put(key.getValue(), value.at(place(key))) != null) {
                throw refused(key, "the key '" + key.getValue() + "' is there twice");
            }
        }
        merged.forEach(own::putIfAbsent);
        return new Mapping(own, place(node));
    }

    private void merge(YamlValue value, Map<String, YamlValue> merged, Node key) throws UnreadableException {
        switch (value) {
            case Mapping mapping -> mapping.entries().forEach(merged::putIfAbsent);
            case Items(List<YamlValue> values, var ignored) -> {
                for (YamlValue one : values) {
                    merge(one, merged, key);
                }
            }
            default -> throw refused(key, "what << merges is no mapping");
        }
    }

    private UnreadableException refused(Node node, String message) {
        return new UnreadableException(place(node), message);
    }

    private Place place(Node node) {
        Optional<Integer> line = node.getStartMark().map(mark -> mark.getLine() + 1);
        return new Place(file, line.orElse(0));
    }
}
