package io.heliograph.api;

import java.util.List;

/// Pulls from many targets, each on its own: a thousand targets are a thousand [Input]s, so that a slow one delays no
/// other.
public non-sealed interface TargetInput extends Plugin {
    /// The targets to read: the plugin's own servers or URLs, and what became of the discovered ones.
    ///
    /// Asked at the start and again whenever discovery has news. A target that was there before, equal in all its
    /// parts, keeps its input and its schedule.
    ///
    /// @param discovered what the discoverers named in the configuration have found; each has its raw labels only
    List<Target> targets(List<Target> discovered);

    /// Makes what reads one target. The host opens, schedules and closes it; the labels of the target are put on all
    /// rows.
    Input input(Target target) throws Exception;
}
