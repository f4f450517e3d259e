package io.heliograph.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Patterns of which one must match.
///
/// As in Telegraf, a list in which no entry has any of `* ? [` is a list of plain names, so that a lone `{a,b}`
/// stands for itself.
public final class GlobList {
    /// Matches nothing.
    public static final GlobList NONE = of(List.of());

    private final List<String> entries;
    private final Set<String> names = new HashSet<>();
    private final List<Glob> globs = new ArrayList<>();

    private GlobList(List<String> entries, String separators) {
        this.entries = List.copyOf(entries);
        boolean plain = entries.stream().noneMatch(GlobList::hasWildcard);
        for (String entry : entries) {
            if (plain) {
                names.add(entry);
            } else {
                globs.add(Glob.of(entry, separators));
            }
        }
    }

    private static boolean hasWildcard(String entry) {
        return entry.indexOf('*') >= 0 || entry.indexOf('?') >= 0 || entry.indexOf('[') >= 0;
    }

    /// @throws IllegalArgumentException for an entry that is no pattern
    public static GlobList of(List<String> entries) {
        return new GlobList(entries, "");
    }

    /// @param separators the characters that `*` and `?` do not match
    /// @throws IllegalArgumentException for an entry that is no pattern
    public static GlobList of(List<String> entries, String separators) {
        return new GlobList(entries, separators);
    }

    /// Whether there are no patterns.
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// The patterns as they were written.
    public List<String> entries() {
        return entries;
    }

    /// Whether any pattern matches the whole name.
    public boolean matches(String name) {
        if (names.contains(name)) {
            return true;
        }
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matches(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GlobList that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
