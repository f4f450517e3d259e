package io.heliograph.api;

import java.util.List;

/// Targets that were found together and share labels.
///
/// @param source where they were found: a file's path and the group's number in it, a service's name. The next group of
///     the same source replaces this one.
/// @param targets the labels of each, at least `__address__`
/// @param labels those of all of them; a target's own win
public record TargetGroup(String source, List<TagSet> targets, TagSet labels) {
    /// Takes a copy of the list.
    public TargetGroup {
        targets = List.copyOf(targets);
    }
}
