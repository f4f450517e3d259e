package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.TagSet;
import org.jspecify.annotations.Nullable;

/// Changes the labels of a series before it is sent, or keeps it back.
@FunctionalInterface
interface LabelRules {
    /// No changes.
    LabelRules NONE = labels -> labels;

    /// The labels to send, `__name__` among them; null for a series that is not to be sent.
    @Nullable
    TagSet apply(TagSet labels);
}
