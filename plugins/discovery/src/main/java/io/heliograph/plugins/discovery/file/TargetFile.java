package io.heliograph.plugins.discovery.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.heliograph.api.TagSet;
import io.heliograph.api.TargetGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one target file: a list of groups `{"targets": ["host:port", …], "labels": {"name": "value", …}}`.
///
/// As in Prometheus, another key, or a value of another type, makes the file bad as a whole. Each group's source is
/// the file and the group's number in it, and each has the label `__meta_filepath`.
final class TargetFile {
    /// Larger files are refused: a list of targets has no business being larger.
    private static final long MOST_BYTES = 16L << 20;

    private static final int MOST_DEEP = 20;
    private static final int MOST_TOKENS = 1_000_000;
    private static final int LONGEST_TEXT = 1 << 20;

    /// Of digits: to make a number of a million of them takes seconds.
    private static final int LONGEST_NUMBER = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MOST_BYTES)
                    .maxNestingDepth(MOST_DEEP)
                    .maxTokenCount(MOST_TOKENS)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private TargetFile() {}

    /// @throws IOException where the file cannot be read or is not in the format; the message names it
    static List<TargetGroup> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": larger than " + (MOST_BYTES >> 20) + " MiB");
        }
        byte[] text = Files.readAllBytes(file);
        try {
            Object content = String.valueOf(file).toLowerCase(Locale.ROOT).endsWith(".json") ? json(text) : yaml(text);
            return groups(file, content);
        } catch (JsonProcessingException wrong) {
            int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
            throw new IOException(file + ":" + line + ": " + wrong.getOriginalMessage(), wrong);
        } catch (YamlEngineException | IllegalArgumentException wrong) {
            throw new IOException(file + ": " + oneLine(wrong), wrong);
        }
    }

    private static String oneLine(RuntimeException wrong) {
        return String.valueOf(wrong.getMessage()).replaceAll("\\s*\\n\\s*", "; ");
    }

    private static Object yaml(byte[] text) {
        LoadSettings settings = LoadSettings.builder()
                .setMaxAliasesForCollections(50)
                .setCodePointLimit((int) MOST_BYTES)
                .setAllowDuplicateKeys(false)
                .build();
        String decoded = new String(text, StandardCharsets.UTF_8);
        checkSize(settings, decoded);
        Object content = new Load(settings).loadFromString(decoded);
        return content == null ? List.of() : content;
    }

    /// The loader recurses without a limit, and makes numbers of any length; the reader of events does not.
    private static void checkSize(LoadSettings settings, String text) {
        int depth = 0;
        int events = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            boolean end = event instanceof CollectionEndEvent;
            depth += event instanceof CollectionStartEvent ? 1 : end ? -1 : 0;
            if (depth > MOST_DEEP) {
                throw new IllegalArgumentException("nested more than " + MOST_DEEP + " deep");
            }
            if (++events > MOST_TOKENS) {
                throw new IllegalArgumentException("more than " + MOST_TOKENS + " values");
            }
            if (event instanceof ScalarEvent scalar && scalar.isPlain() && isLongNumber(scalar.getValue())) {
                throw new IllegalArgumentException("a number of more than " + LONGEST_NUMBER + " digits");
            }
        }
    }

    private static boolean isLongNumber(String text) {
        if (text.length() <= LONGEST_NUMBER) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Object json(byte[] text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                throw new IllegalArgumentException("empty, not a list of groups");
            }
            Object content = value(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("something follows the list");
            }
            return content;
        }
    }

    private static Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        if (token == JsonToken.START_OBJECT) {
            Map<Object, Object> map = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        }
        return token == JsonToken.VALUE_STRING ? json.getText() : new NoText(String.valueOf(json.getText()));
    }

    /// A scalar of another type.
    private record NoText(String shown) {
        @Override
        public String toString() {
            return shown;
        }
    }

    private static List<TargetGroup> groups(Path file, Object content) {
        if (!(content instanceof List<?> list)) {
            throw new IllegalArgumentException(
                    "not a list of groups (try [{\"targets\": [\"host:9100\"], \"labels\": {}}])");
        }
        List<TargetGroup> groups = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            groups.add(group(file, i, list.get(i)));
        }
        return groups;
    }

    private static TargetGroup group(Path file, int number, Object content) {
        if (!(content instanceof Map<?, ?> group)) {
            throw new IllegalArgumentException("group " + number + ": not an object with targets and labels");
        }
        for (Object key : group.keySet()) {
            if (!"targets".equals(key) && !"labels".equals(key)) {
                throw new IllegalArgumentException(
                        "group " + number + ": unknown key '" + key + "' (there are targets and labels)");
            }
        }
        TagSet labels = labels(number, group.get("labels")).with("__meta_filepath", file.toString());
        return new TargetGroup(file + ":" + number, targets(number, group.get("targets")), labels);
    }

    private static List<TagSet> targets(int number, Object content) {
        List<TagSet> targets = new ArrayList<>();
        if (content == null) {
            return targets;
        }
        if (!(content instanceof List<?> list)) {
            throw new IllegalArgumentException("group " + number + ": targets is not a list");
        }
        for (Object address : list) {
            if (!(address instanceof String text) || text.isBlank()) {
                throw new IllegalArgumentException(
                        "group " + number + ": not an address: '" + address + "' (try \"host:9100\")");
            }
            targets.add(TagSet.of("__address__", text));
        }
        return targets;
    }

    /// YAML has numbers and truth values, which Prometheus takes as they are written.
    private static TagSet labels(int number, Object content) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (content instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> label : map.entrySet()) {
                if (label.getValue() instanceof Map
                        || label.getValue() instanceof List
                        || label.getValue() instanceof NoText) {
                    throw new IllegalArgumentException(
                            "group " + number + ": label " + label.getKey() + " is not a text");
                }
                labels.put(
                        String.valueOf(label.getKey()),
                        label.getValue() == null ? "" : String.valueOf(label.getValue()));
            }
        } else if (content != null) {
            throw new IllegalArgumentException("group " + number + ": labels is not an object");
        }
        return TagSet.of(labels);
    }
}
