package io.heliograph.api;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A pattern for names: `*` any characters, `?` one, `[a-z]` one of these, `[!a-z]` one of the others, `{a,b}` either,
/// `\` takes the next character as it is.
///
/// With separators, `*` and `?` stop at them and `**` does not. Matching takes time linear in the name for patterns
/// without braces, and never more than the product of both lengths for each alternative.
public final class Glob implements Predicate<String> {
    private final String pattern;
    private final String separators;
    private final String[] alternatives;

    private Glob(String pattern, String separators) {
        this.pattern = pattern;
        this.separators = separators;
        this.alternatives = GlobBraces.expand(pattern);
        for (String alternative : alternatives) {
            GlobMatch.check(alternative, pattern);
        }
    }

    /// @throws IllegalArgumentException for an open bracket or brace
    public static Glob of(String pattern) {
        return new Glob(pattern, "");
    }

    /// @param separators the characters that `*` and `?` do not match
    /// @throws IllegalArgumentException for an open bracket or brace
    public static Glob of(String pattern, String separators) {
        return new Glob(pattern, separators);
    }

    /// Whether the pattern matches the whole name.
    public boolean matches(String name) {
        for (String alternative : alternatives) {
            if (GlobMatch.matches(alternative, name, separators)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean test(String name) {
        return matches(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Glob that && pattern.equals(that.pattern) && separators.equals(that.separators);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
