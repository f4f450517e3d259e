package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.Detail.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Works out what rows tell beyond their values. Only exemplars make a new object for a row: metadata are shared by the
/// family, and a start time is kept with the entry or group that it is said of.
final class Details {
    private Details() {}

    /// The detail of a row of one sample.
    static @Nullable Detail of(int sample, Samples samples, int pass) {
        Entry entry = samples.entries[sample];
        Group group = entry.group();
        List<Exemplar> exemplars = samples.exemplarsOf(sample);
        if (group != null) {
            return of(group, exemplars, samples, pass);
        }
        Detail plain = entry.family().detail(pass);
        long startNanos = samples.startTimes.of(entry);
        if (startNanos == 0 && exemplars.isEmpty()) {
            return plain;
        }
        Metadata metadata = metadata(plain);
        if (!exemplars.isEmpty()) {
            return new Detail(metadata, startNanos, exemplars);
        }
        Detail before = entry.detail();
        Detail detail = isSame(before, metadata, startNanos) ? before : new Detail(metadata, startNanos, exemplars);
        entry.detail(detail);
        return detail;
    }

    /// The detail of a row of a group.
    static @Nullable Detail of(Group group, List<Exemplar> exemplars, Samples samples, int pass) {
        Detail plain = group.told.detail(pass);
        long startNanos = samples.startTimes.of(group);
        if (startNanos == 0 && exemplars.isEmpty()) {
            return plain;
        }
        Metadata metadata = metadata(plain);
        if (!exemplars.isEmpty()) {
            return new Detail(metadata, startNanos, exemplars);
        }
        Detail before = group.detail;
        Detail detail = isSame(before, metadata, startNanos) ? before : new Detail(metadata, startNanos, exemplars);
        group.detail = detail;
        return detail;
    }

    private static @Nullable Metadata metadata(@Nullable Detail plain) {
        return plain == null ? null : plain.metadata();
    }

    private static boolean isSame(@Nullable Detail before, @Nullable Metadata metadata, long startNanos) {
        return before != null && before.createdNanos() == startNanos && before.metadata() == metadata;
    }
}
