package io.heliograph.plugins.prometheus.exposition;

import org.jspecify.annotations.Nullable;

/// What an entry is to the conversion of classic histograms, whatever the labelling makes of it: Prometheus converts
/// before its rules see a sample.
///
/// @param of the histogram
/// @param role [Role#BUCKET], [Role#SUM] or [Role#COUNT]
/// @param bound of a bucket
/// @param group of the entry, where it has one
record ClassicPart(
        Collation of, Role role, double bound, @Nullable Group group) implements Companion {}
