package io.heliograph.plugins.transform.regex;

import com.google.re2j.Pattern;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.transform.shape.Draft;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renames measurements, tags or fields.
final class NameRule {
    private static final int MOST_NAMES = 10_000;

    private final Replacement replacement;
    private final boolean overwrite;
    private final Map<String, String> renamed = new HashMap<>(); // of fields, also those that keep their name

    NameRule(String pattern, @Nullable String replacement, boolean overwrite) {
        this.replacement = new Replacement(Pattern.compile(pattern), replacement == null ? "" : replacement);
        this.overwrite = overwrite;
    }

    /// The new name; the same object where nothing matches.
    String rename(String name) {
        String other = replacement.apply(name);
        return other == null ? name : other;
    }

    /// The new name of a field, from memory after the first time, so that it is one object for all rows.
    String renameField(String key) {
        String known = renamed.get(key);
        if (known == null) {
            if (renamed.size() >= MOST_NAMES) {
                renamed.clear();
            }
            known = rename(key);
            renamed.put(key, known);
        }
        return known;
    }

    /// The tags under their new keys.
    TagSet apply(TagSet tags) {
        TagSet result = tags;
        for (int i = 0; i < tags.size(); i++) {
            String key = tags.key(i);
            String other = rename(key);
            if (!other.equals(key) && (overwrite || !result.has(other))) {
                result = result.without(key).with(other, tags.value(i));
            }
        }
        return result;
    }

    /// Renames the fields of a row.
    void apply(Draft draft) {
        int field = 0;
        while (field < draft.size()) {
            String key = draft.key(field);
            String other = renameField(key);
            int taken = other.equals(key) ? field : draft.indexOf(other);
            if (taken != field && (overwrite || taken < 0)) {
                draft.rename(field, other);
            }
            boolean movedUp = taken >= 0 && taken < field && overwrite;
            field += movedUp ? 0 : 1;
        }
    }
}
