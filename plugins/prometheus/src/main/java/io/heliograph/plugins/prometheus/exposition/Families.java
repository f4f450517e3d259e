package io.heliograph.plugins.prometheus.exposition;

import java.util.HashMap;
import java.util.Map;

/// The families of one target. Lines of metadata mostly come in the order of the last time, which saves making a string
/// of the name.
final class Families {
    private static final int SPARE = 64;

    private final Map<String, Family> byName = new HashMap<>();
    private final Family start = new Family("");
    private Family last = start;
    private int described;

    /// Begins a pass.
    void begin() {
        last = start;
        described = 0;
    }

    /// The family of a name.
    Family of(String name) {
        Family known = byName.get(name);
        if (known != null) {
            return known;
        }
        Family made = new Family(name);
        byName.put(name, made);
        return made;
    }

    /// The family that a line of metadata names.
    ///
    /// @param from the offset of the name
    /// @param to the offset after it
    Family describe(byte[] text, int from, int to, int pass) throws Fault {
        if (last != start && Texts.isText(last.name, text, from, to)) {
            return last;
        }
        Family guess = last.following;
        return describe(
                guess != null && Texts.isText(guess.name, text, from, to) ? guess : of(Texts.of(text, from, to)), pass);
    }

    /// Takes a line of metadata whose family is known.
    Family describe(Family family, int pass) {
        if (family.describe(pass)) {
            described++;
            last.following = family;
        }
        last = family;
        return family;
    }

    /// Whether there are many more than so many series need and this pass described, as of a target that makes up
    /// names.
    boolean areTooMany(int series) {
        return byName.size() > 2 * series + described + SPARE;
    }

    /// Forgets what was last used before a pass.
    void forget(int before) {
        byName.values().removeIf(family -> family.lastUsed < before);
        unlink(start, before);
        byName.values().forEach(family -> unlink(family, before));
    }

    private static void unlink(Family family, int before) {
        Family next = family.following;
        if (next != null && next.lastUsed < before) {
            family.following = null;
        }
    }
}
