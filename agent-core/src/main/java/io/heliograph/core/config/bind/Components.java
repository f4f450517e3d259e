package io.heliograph.core.config.bind;

import io.heliograph.core.config.toml.Problems;
import org.jspecify.annotations.Nullable;

/// Makes the parsers and serializers that stand in a plugin's record, from the keys of the plugin's own table.
public interface Components {
    /// A parser or serializer.
    ///
    /// @param type `Parser` or `Serializer`
    /// @param table with `data_format` and the keys of that format, which this takes
    /// @param problems takes what is wrong with them
    /// @return null where there were problems
    @Nullable
    Object component(Class<?> type, TableView table, Problems problems);
}
