package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.TagSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the buckets, the sum and the count of one classic histogram have in common where these are converted: the
/// series, as exposed, of the histogram as a whole. It is also the companion of that series.
final class Collation implements Companion {
    /// The pass that last met an entry of it.
    int lastUsed;
    /// Whether it was converted the last time, so that its parts are no samples.
    boolean hidesParts;
    /// The place of its last part among those of the pass; see [HeldParts].
    int lastPart;

    private final byte[] series;
    private int heldIn;
    private int exponentialIn;

    /// @param name of the family, as exposed
    /// @param labels as exposed, without `le`
    Collation(String name, TagSet labels) {
        PartSeries text = new PartSeries();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        text.begin(bytes, 0, bytes.length, "");
        for (int i = 0; i < labels.size(); i++) {
            byte[] key = labels.key(i).getBytes(StandardCharsets.UTF_8);
            byte[] pair = (labels.key(i) + labels.value(i)).getBytes(StandardCharsets.UTF_8);
            text.label(pair, 0, key.length, key.length, pair.length);
        }
        text.end();
        this.series = Arrays.copyOf(text.bytes(), text.size());
    }

    /// The series of the whole, as the text format has it. Not to be changed.
    byte[] series() {
        return series;
    }

    /// Notes that a pass has a part of it; false where it was known.
    boolean hold(int pass) {
        boolean first = heldIn != pass;
        heldIn = pass;
        return first;
    }

    /// Notes that a pass has a native histogram of this series.
    void exponential(int pass) {
        exponentialIn = pass;
    }

    /// Whether a pass has a native histogram of this series: then the classic one is its twin.
    boolean isExponential(int pass) {
        return exponentialIn == pass;
    }
}
