package io.heliograph.core.config;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How configurations are loaded: the flags of the command line.
///
/// @param strictEnvironment whether variables are replaced in texts only, after the parse; else in the whole file,
///     before it
/// @param ignoreUnsupported whether plugins and options that only Telegraf has are left out; else they are a problem
/// @param selected whether a plugin, `inputs.redis`, is wanted; what is not is passed over unread
/// @param environment the value of a variable, or null
public record LoadOptions(
        boolean strictEnvironment,
        boolean ignoreUnsupported,
        Predicate<String> selected,
        UnaryOperator<@Nullable String> environment) {

    /// Strict in everything, all plugins, the environment of this process.
    public static LoadOptions strict() {
        return new LoadOptions(true, false, name -> true, System::getenv);
    }

    /// The same with bare variables: `port = ${PORT}`.
    public LoadOptions withBareVariables() {
        return new LoadOptions(false, ignoreUnsupported, selected, environment);
    }

    /// The same without what only Telegraf has.
    public LoadOptions ignoringUnsupported() {
        return new LoadOptions(strictEnvironment, true, selected, environment);
    }

    /// The same for some plugins only.
    public LoadOptions selecting(Predicate<String> names) {
        return new LoadOptions(strictEnvironment, ignoreUnsupported, names, environment);
    }

    /// The same with another environment.
    public LoadOptions withEnvironment(UnaryOperator<@Nullable String> variables) {
        return new LoadOptions(strictEnvironment, ignoreUnsupported, selected, variables);
    }
}
