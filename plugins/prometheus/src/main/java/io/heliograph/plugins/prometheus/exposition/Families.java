package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.ValueType;
import java.util.HashMap;
import java.util.Map;

/// The families of one target. TYPE lines mostly come in the order of the last time, which saves making a string of
/// the name.
final class Families {
    private static final int SPARE = 64;

    private final Map<String, Family> byName = new HashMap<>();
    private final Family start = new Family("");
    private Family declaredLast = start;
    private int declared;

    /// Begins a pass.
    void begin() {
        declaredLast = start;
        declared = 0;
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

    /// Takes a TYPE line.
    ///
    /// @param from the offset of the name
    /// @param to the offset after it
    void declare(byte[] text, int from, int to, ValueType type, int pass) throws Fault {
        Family guess = declaredLast.following;
        Family family =
                guess != null && Texts.isText(guess.name, text, from, to) ? guess : of(Texts.of(text, from, to));
        declare(family, type, pass);
    }

    /// Takes a TYPE line whose name is known.
    void declare(Family family, ValueType type, int pass) {
        family.declare(type, pass);
        declaredLast.following = family;
        declaredLast = family;
        declared++;
    }

    /// Whether there are many more than so many series need and this pass declared, as of a target that makes up names.
    boolean areTooMany(int series) {
        return byName.size() > 2 * series + declared + SPARE;
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
