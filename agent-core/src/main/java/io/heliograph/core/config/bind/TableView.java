package io.heliograph.core.config.bind;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table while it is being bound: remembers which keys somebody asked for, so that what is left over is unknown.
/// Several may ask for keys of the same table: the core, the plugin's record, and that of its parser.
public final class TableView {
    private final TomlTable table;
    private final String path;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<TableView> nested = new ArrayList<>();
    private final List<OldName> oldNames = new ArrayList<>();

    /// @param table to be bound
    /// @param path the tables above and its own name, for messages: `inputs.redis`
    public TableView(TomlTable table, String path) {
        this.table = table;
        this.path = path;
    }

    /// Takes the value of a key, or null where it is absent.
    public @Nullable TomlValue take(String key) {
        asked.add(key);
        return table.entries().get(key);
    }

    /// Takes the value of a key or of one of its older names, or null where all are absent.
    @Nullable
    TomlValue take(String key, String[] aliases) {
        TomlValue value = take(key);
        for (String alias : aliases) {
            TomlValue old = take(alias);
            if (old != null) {
                oldNames.add(new OldName(old.place(), path + "." + alias, key));
                value = value == null ? old : OldName.merged(value, old);
            }
        }
        return value;
    }

    /// The view of a table below this one. It is the same one however often it is asked for.
    TableView nested(TomlTable below, String key) {
        for (TableView view : nested) {
            if (view.table == below) {
                return view;
            }
        }
        TableView view = new TableView(below, path + "." + key);
        nested.add(view);
        return view;
    }

    /// The table itself.
    public TomlTable table() {
        return table;
    }

    /// The tables above and its own name.
    public String path() {
        return path;
    }

    /// Where the table stands.
    public Place place() {
        return table.place();
    }

    /// Where a key stands, or the table where it is absent.
    public Place placeOf(String key) {
        TomlValue value = table.entries().get(key);
        return value == null ? table.place() : value.place();
    }

    /// The keys that nobody asked for, here and below.
    public List<UnknownKey> unknown() {
        List<UnknownKey> unknown = new ArrayList<>();
        collectUnknown(unknown);
        return unknown;
    }

    private void collectUnknown(Collection<UnknownKey> unknown) {
        for (String key : table.entries().keySet()) {
            if (!asked.contains(key)) {
                unknown.add(new UnknownKey(placeOf(key), path, key, asked));
            }
        }
        for (TableView view : nested) {
            view.collectUnknown(unknown);
        }
    }

    /// The older names that were used, here and below.
    public List<OldName> oldNames() {
        List<OldName> all = new ArrayList<>(oldNames);
        for (TableView view : nested) {
            all.addAll(view.oldNames());
        }
        return all;
    }

    /// A key that nobody asked for.
    ///
    /// @param place where it stands
    /// @param path of its table
    /// @param key in that table
    /// @param known what was asked for in that table
    public record UnknownKey(Place place, String path, String key, Set<String> known) {}
}
