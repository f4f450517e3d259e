package io.heliograph.core.config.bind;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the known name that a mistyped one was probably meant to be.
public final class Nearest {
    private Nearest() {}

    /// The known name with the fewest edits (insert, delete, replace a character, or swap two neighbours), or null
    /// where none is nearer than half of the name's length; then one that holds the whole name. Case and the difference
    /// of `-` and `_` cost nothing.
    public static @Nullable String to(String name, Collection<String> known) {
        String wanted = folded(name);
        int limit = Math.max(1, name.length() / 2);
        String nearest = null;
        for (String candidate : known) {
            int distance = distance(wanted, folded(candidate));
            if (distance < limit || distance == limit && nearest == null) {
                limit = distance;
                nearest = candidate;
            }
        }
        return nearest == null ? holding(wanted, known) : nearest;
    }

    private static @Nullable String holding(String wanted, Collection<String> known) {
        for (String candidate : known) {
            if (wanted.length() > 3 && folded(candidate).contains(wanted)) {
                return candidate;
            }
        }
        return null;
    }

    /// In the form ` (did you mean 'servers'?)`, or empty.
    public static String hint(String name, Collection<String> known) {
        String nearest = to(name, known);
        return nearest == null ? "" : " (did you mean '" + nearest + "'?)";
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /// The optimal string alignment distance.
    private static int distance(String a, String b) {
        int[] twoAbove = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
            }
            twoAbove = above;
            above = row;
        }
        return above[b.length()];
    }
}
