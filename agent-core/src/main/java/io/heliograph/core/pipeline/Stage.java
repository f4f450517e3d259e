package io.heliograph.core.pipeline;

import io.heliograph.core.series.Owner;

/// A processor or aggregator in its place in the pipeline.
abstract class Stage extends Owner {
    private final String name;
    private volatile boolean stuck;

    Stage(String name) {
        this.name = name;
    }

    /// Where its counts and problems go.
    abstract StageCounts counts();

    /// What the plugin is called.
    String name() {
        return name;
    }

    /// Says that the plugin did not come back: it is passed by from now on.
    void markStuck() {
        stuck = true;
    }

    boolean isStuck() {
        return stuck;
    }
}
