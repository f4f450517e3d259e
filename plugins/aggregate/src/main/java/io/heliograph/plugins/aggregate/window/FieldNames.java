package io.heliograph.plugins.aggregate.window;

import java.util.HashMap;
import java.util.Map;

/// The keys of resulting fields, made once: a field's key and a suffix. Confined to one thread.
///
/// The table is emptied when it has grown past [#MOST], as field keys may be made of data.
public final class FieldNames {
    private static final int MOST = 10_000;

    private final String[] suffixes;
    private final Map<String, String[]> known = new HashMap<>();

    /// @param suffixes what is put behind a key, in the order of the names
    public FieldNames(String... suffixes) {
        this.suffixes = suffixes.clone();
    }

    /// The key with each suffix.
    public String[] of(String key) {
        String[] names = known.get(key);
        if (names == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            names = new String[suffixes.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = key.concat(suffixes[i]);
            }
            known.put(key, names);
        }
        return names;
    }
}
