package io.heliograph.core.config.toml;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Replaces environment variables in a text, in the forms that Telegraf knows.
///
/// `$V` and `${V}` stay as they are where V is not set. `${V:-d}` is `d` where V is not set or empty, `${V-d}` where
/// it is not set. `${V:?e}` and `${V?e}` refuse the configuration with `e`. `$$` is a dollar sign. A default may hold
/// variables itself. Anything else that begins with a dollar sign, `${1}` of a regular expression say, is left alone.
public final class Variables implements UnaryOperator<String> {
    private final UnaryOperator<@Nullable String> environment;
    private final Consumer<String> unset;

    /// @param environment the value of a variable, or null
    public Variables(UnaryOperator<@Nullable String> environment) {
        this(environment, name -> {});
    }

    /// @param environment the value of a variable, or null
    /// @param unset takes the names of those that stay as they are
    public Variables(UnaryOperator<@Nullable String> environment, Consumer<String> unset) {
        this.environment = environment;
        this.unset = unset;
    }

    /// Replaces the variables of one value.
    ///
    /// @throws IllegalArgumentException where a variable that must be set is not
    @Override
    public String apply(String text) {
        return text.indexOf('$') < 0 ? text : replace(text);
    }

    private String replace(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            at = c == '$' ? variable(text, at, out) : copy(c, at, out);
        }
        return out.toString();
    }

    /// Replaces the variables of a whole document before it is parsed, but for its comments.
    ///
    /// @throws IllegalArgumentException where a variable that must be set is not
    public String applyToDocument(String document) {
        StringBuilder out = new StringBuilder(document.length() + 64);
        int from = 0;
        int at = 0;
        while (at < document.length()) {
            int end = TomlScanner.endOfPiece(document, at);
            if (document.charAt(at) == '#') {
                out.append(apply(document.substring(from, at))).append(document, at, end);
                from = end;
            }
            at = end;
        }
        return out.append(apply(document.substring(from))).toString();
    }

    private static int copy(char c, int at, StringBuilder out) {
        out.append(c);
        return at + 1;
    }

    /// Appends what stands at `at`, where there is a dollar sign, and returns the index after it.
    private int variable(String text, int at, StringBuilder out) {
        if (text.startsWith("$$", at)) {
            out.append('$');
            return at + 2;
        }
        boolean braced = text.startsWith("${", at);
        int start = braced ? at + 2 : at + 1;
        int end = endOfName(text, start);
        if (end == start) {
            return copy('$', at, out);
        }
        return braced ? braced(text, at, end, out) : plain(text, at, end, text.substring(start, end), out);
    }

    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean digitToo) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || digitToo && c >= '0' && c <= '9';
    }

    private int plain(String text, int from, int to, String name, StringBuilder out) {
        String value = environment.apply(name);
        if (value == null) {
            unset.accept(name);
        }
        out.append(value == null ? text.substring(from, to) : value);
        return to;
    }

    private int braced(String text, int at, int endOfName, StringBuilder out) {
        int close = closingBrace(text, endOfName);
        if (close < 0) {
            return copy('$', at, out);
        }
        String name = text.substring(at + 2, endOfName);
        String rest = text.substring(endOfName, close);
        if (rest.isEmpty()) {
            return plain(text, at, close + 1, name, out);
        }
        String value = withOperator(name, rest);
        if (value == null) {
            return copy('$', at, out);
        }
        out.append(value);
        return close + 1;
    }

    private static int closingBrace(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /// The value of `${name…}`, or null where what follows the name is no operator.
    private @Nullable String withOperator(String name, String rest) {
        boolean emptyCounts = rest.charAt(0) == ':';
        String operator = emptyCounts ? rest.substring(1) : rest;
        if (operator.isEmpty() || operator.charAt(0) != '-' && operator.charAt(0) != '?') {
            return null;
        }
        String value = environment.apply(name);
        if (value != null && !(emptyCounts && value.isEmpty())) {
            return value;
        }
        String argument = operator.substring(1);
        if (operator.charAt(0) == '-') {
            return apply(argument);
        }
        String reason = argument.isEmpty() ? "must be set" : apply(argument);
        throw new IllegalArgumentException("environment variable " + name + ": " + reason);
    }
}
