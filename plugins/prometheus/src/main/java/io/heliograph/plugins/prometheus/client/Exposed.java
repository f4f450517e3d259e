package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.TagSet;
import java.util.SortedMap;
import java.util.TreeMap;

/// The present state of one series of a family.
final class Exposed {
    final TagSet labels;
    /// Of a histogram the counts by bound, of a summary the values by quantile.
    final SortedMap<Double, Double> parts = new TreeMap<>();
    double value;
    double sum;
    double count;
    long epochMillis;
    long refreshedNanos;

    Exposed(TagSet labels) {
        this.labels = labels;
    }
}
