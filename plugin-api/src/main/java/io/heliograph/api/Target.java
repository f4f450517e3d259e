package io.heliograph.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Something to be read: an address with labels.
///
/// @param id what it is called in logs, and unlike that of every other target of the plugin: its URL, or its server
///     address
/// @param labels put on all rows, where the row has none of that key
/// @param discovered everything that discovery said, labels with two leading underscores included
/// @param interval between two readings; null for that of the plugin
public record Target(
        String id,
        TagSet labels,
        TagSet discovered,
        @Nullable Duration interval) {
    /// A target that a discoverer found: its address and labels as they came.
    public static Target found(TagSet labels) {
        String address = labels.get("__address__");
        return new Target(address == null ? labels.toString() : address, TagSet.EMPTY, labels, null);
    }

    /// A target that stands in the plugin's own configuration.
    public static Target own(String id, TagSet labels) {
        return new Target(id, labels, TagSet.EMPTY, null);
    }
}
