package io.heliograph.plugins.prometheus.yml;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Variables of the environment in external labels, the only place where Prometheus replaces any: `$NAME` and
/// `${NAME}`; `$$` is a dollar sign, and a variable that is not set is nothing.
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:(\\$)|\\{([^}]*)}|(\\w+))");

    private Variables() {}

    static String replaced(String text, Function<String, @Nullable String> variables) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (reference.find()) {
            reference.appendReplacement(replaced, Matcher.quoteReplacement(value(reference, variables)));
        }
        return reference.appendTail(replaced).toString();
    }

    private static String value(Matcher reference, Function<String, @Nullable String> variables) {
        if (reference.group(1) != null) {
            return "$";
        }
        String name = reference.group(2) == null ? reference.group(3) : reference.group(2);
        String value = variables.apply(name);
        return value == null ? "" : value;
    }
}
