package io.heliograph.plugins.prometheus.naming;

import io.heliograph.api.ValueType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes names that Prometheus takes.
///
/// @param rule which characters stay
public record Names(NameSanitization rule) {
    /// The name of a metric, or null where nothing of it is left.
    public @Nullable String metric(String name) {
        return rule == NameSanitization.UTF8 ? nonEmpty(name) : sanitized(name, true);
    }

    /// The name of a family as `metric_version = 1` has it: nothing is taken away, and what begins with a digit has
    /// no name.
    public @Nullable String family(String name) {
        if (rule == NameSanitization.UTF8) {
            return nonEmpty(name);
        }
        boolean none = name.isEmpty() || name.charAt(0) >= '0' && name.charAt(0) <= '9';
        return none ? null : isPlain(name, true) ? name : escaped(name, true);
    }

    /// The name of a label, or null where nothing of it is left.
    public @Nullable String label(String name) {
        return rule == NameSanitization.UTF8 ? nonEmpty(name) : sanitized(name, false);
    }

    private static @Nullable String nonEmpty(String name) {
        return name.isEmpty() ? null : name;
    }

    /// Without a first character that is not allowed there, with `_` for others that are not, and without `_` at both
    /// ends if there were any.
    private static @Nullable String sanitized(String name, boolean colons) {
        if (isPlain(name, colons)) {
            return name;
        }
        StringBuilder clean = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            char c = name.charAt(i);
            if (isPart(c, colons, i > 0)) {
                clean.append(c);
            } else if (i > 0) {
                clean.append('_');
            }
        }
        int from = 0;
        int to = clean.length();
        while (from < to && clean.charAt(from) == '_') {
            from++;
        }
        while (to > from && clean.charAt(to - 1) == '_') {
            to--;
        }
        return nonEmpty(clean.substring(from, to));
    }

    /// Whether a name needs no quotes.
    public static boolean isPlain(String name, boolean colons) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPart(name.charAt(i), colons, i > 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /// A name with `_` for each character that older readers do not take, as Prometheus escapes it.
    public static String escaped(String name, boolean colons) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            char c = name.charAt(i);
            plain.append(isPart(c, colons, i > 0) ? c : '_');
        }
        return plain.toString();
    }

    /// How the text format calls a type.
    public static String word(ValueType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(char c, boolean colons, boolean digits) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == '_'
                || colons && c == ':'
                || digits && c >= '0' && c <= '9';
    }
}
