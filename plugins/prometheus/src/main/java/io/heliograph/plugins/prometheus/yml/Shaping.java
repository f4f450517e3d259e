package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import io.heliograph.plugins.prometheus.yml.Shape.Anything;
import io.heliograph.plugins.prometheus.yml.Shape.Fields;
import io.heliograph.plugins.prometheus.yml.Shape.ListOf;
import io.heliograph.plugins.prometheus.yml.Shape.MapOf;
import io.heliograph.plugins.prometheus.yml.Shape.Single;
import io.heliograph.plugins.prometheus.yml.YamlValue.Items;
import io.heliograph.plugins.prometheus.yml.YamlValue.Mapping;
import io.heliograph.plugins.prometheus.yml.YamlValue.Nothing;
import io.heliograph.plugins.prometheus.yml.YamlValue.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings a document into shape: YAML becomes values of TOML with the same keys and places. What has another shape,
/// and a key that is not known, is a problem; what is empty is left out.
final class Shaping {
    private final Path folder;
    private final Translation into;

    /// @param folder of the file, to which its paths are relative
    Shaping(Path folder, Translation into) {
        this.folder = folder;
        this.into = into;
    }

    /// @param path of keys, for messages
    /// @return null where nothing is there, or it has another shape, which is told
    @Nullable
    TomlValue shaped(YamlValue value, Shape shape, String path) {
        if (value instanceof Nothing) {
            return null;
        }
        return switch (shape) {
            case Single single -> single(value, single, path);
            case ListOf(Shape item) -> list(value, item, path);
            case MapOf(Shape each) -> map(value, each, path);
            case Fields fields -> table(value, fields, path);
            case Anything anything -> new TomlScalar("", value.place());
        };
    }

    /// A mapping with known keys.
    @Nullable
    TomlTable table(YamlValue value, Fields fields, String path) {
        if (!(value instanceof Mapping(Map<String, YamlValue> entries, Place place))) {
            return other(value, "a mapping of keys and values", path);
        }
        Map<String, TomlValue> shaped = new LinkedHashMap<>();
        for (Map.Entry<String, YamlValue> entry : entries.entrySet()) {
            String key = entry.getKey();
            String below = path.isEmpty() ? key : path + "." + key;
            Shape shape = fields.byKey().get(key);
            if (shape == null) {
                into.unknown(entry.getValue().place(), below, fields.byKey().keySet());
            } else {
                put(shaped, key, shaped(entry.getValue(), shape, below));
            }
        }
        return new TomlTable(shaped, place);
    }

    private static void put(Map<String, TomlValue> shaped, String key, @Nullable TomlValue value) {
        if (value != null) {
            shaped.put(key, value);
        }
    }

    private @Nullable TomlTable map(YamlValue value, Shape each, String path) {
        if (!(value instanceof Mapping(Map<String, YamlValue> entries, Place place))) {
            return other(value, "a mapping", path);
        }
        Map<String, TomlValue> shaped = new LinkedHashMap<>();
        for (Map.Entry<String, YamlValue> entry : entries.entrySet()) {
            put(shaped, entry.getKey(), shaped(entry.getValue(), each, path + "." + entry.getKey()));
        }
        return new TomlTable(shaped, place);
    }

    private @Nullable TomlList list(YamlValue value, Shape item, String path) {
        if (!(value instanceof Items(List<YamlValue> values, Place place))) {
            return other(value, "a list", path);
        }
        List<TomlValue> shaped = new ArrayList<>();
        for (YamlValue one : values) {
            if (one instanceof Nothing && !(item instanceof Single)) {
                into.problem(one.place(), path, "an empty entry in the list");
            }
            TomlValue good = shaped(one, item, path);
            if (good != null) {
                shaped.add(good);
            }
        }
        return new TomlList(shaped, place);
    }

    private @Nullable TomlScalar single(YamlValue value, Single shape, String path) {
        if (!(value instanceof Scalar scalar)) {
            return other(value, "a single value", path);
        }
        try {
            return new TomlScalar(converted(scalar, shape), scalar.place());
        } catch (IllegalArgumentException wrong) {
            into.problem(scalar.place(), path, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private <T> @Nullable T other(YamlValue value, String wanted, String path) {
        into.problem(value.place(), path, "is " + value.kind() + " and has to be " + wanted);
        return null;
    }

    private Object converted(Scalar scalar, Single shape) {
        return switch (shape) {
            case TEXT -> scalar.text();
            case PATH -> scalar.text().isEmpty() ? "" : folder.resolve(scalar.text()).toString();
            case DURATION -> Units.duration(scalar.text());
            case SIZE -> Units.bytes(scalar.text());
            case COUNT -> count(scalar);
            case DECIMAL -> decimal(scalar);
            case FLAG -> flag(scalar);
        };
    }

    private static Long count(Scalar scalar) {
        if (!scalar.plain() || !scalar.text().matches("\\d{1,18}")) {
            throw new IllegalArgumentException("not a whole number from 0 up: '" + scalar.text() + "' (try 1000)");
        }
        return Long.valueOf(scalar.text());
    }

    private static Double decimal(Scalar scalar) {
        if (!scalar.plain() || !scalar.text().matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            throw new IllegalArgumentException("not a number: '" + scalar.text() + "' (try 1.1)");
        }
        return Double.valueOf(scalar.text());
    }

    /// The words of YAML 1.1, which Prometheus reads.
    private static Boolean flag(Scalar scalar) {
        String word = scalar.text().toLowerCase(java.util.Locale.ROOT);
        boolean yes = List.of("true", "yes", "on", "y").contains(word);
        if (!scalar.plain() || !yes && !List.of("false", "no", "off", "n").contains(word)) {
            throw new IllegalArgumentException("not true or false: '" + scalar.text() + "'");
        }
        return yes;
    }
}
