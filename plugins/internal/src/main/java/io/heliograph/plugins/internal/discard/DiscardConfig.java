package io.heliograph.plugins.internal.discard;

import io.heliograph.api.Ephemeral;

/// No options.
public record DiscardConfig() implements Ephemeral {}
