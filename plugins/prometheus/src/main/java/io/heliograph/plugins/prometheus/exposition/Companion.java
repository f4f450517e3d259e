package io.heliograph.plugins.prometheus.exposition;

/// What an entry has beside it, if anything: its group, or where it stands alone and has one, its start time; where
/// classic histograms are converted, what it is to that.
sealed interface Companion permits Group, StartMemory, ClassicPart, Collation {}
