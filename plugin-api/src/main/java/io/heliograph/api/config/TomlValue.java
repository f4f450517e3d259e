package io.heliograph.api.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a TOML document, with its place.
public sealed interface TomlValue permits TomlScalar, TomlList, TomlTable {
    /// Where the key of the value stands, or the value itself in a list.
    Place place();

    /// The value as Java knows it: String, Long, Double, Boolean, a date or time of `java.time`, List or Map.
    Object plain();

    /// The reverse of [#plain]; numbers of other types become Long or Double, and what is not of TOML becomes its text.
    static TomlValue of(Object plain, Place place) {
        return switch (plain) {
            case Map<?, ?> map -> table(map, place);
            case Iterable<?> list -> list(list, place);
            case Integer number -> new TomlScalar(number.longValue(), place);
            case Float number -> new TomlScalar(number.doubleValue(), place);
            case Long number -> new TomlScalar(number, place);
            case Double number -> new TomlScalar(number, place);
            case Boolean flag -> new TomlScalar(flag, place);
            default -> new TomlScalar(plain.toString(), place);
        };
    }

    private static TomlTable table(Map<?, ?> map, Place place) {
        Map<String, TomlValue> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.put(entry.getKey().toString(), of(entry.getValue(), place));
        }
        return new TomlTable(entries, place);
    }

    private static TomlList list(Iterable<?> list, Place place) {
        List<TomlValue> values = new ArrayList<>();
        for (Object value : list) {
            values.add(of(value, place));
        }
        return new TomlList(values, place);
    }
}
