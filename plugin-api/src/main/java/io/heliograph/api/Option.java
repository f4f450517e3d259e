package io.heliograph.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one option of a plugin, on a component of its configuration record.
///
/// The option's key is the component's name in snake_case. An option without a default must be set, unless its
/// component is `@Nullable`, a boolean (false), a list, map or set (empty), or a nested record all of whose options
/// may be absent.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /// What it does, in one to three sentences, with units.
    String doc();

    /// Stands for "there is no default".
    String NO_DEFAULT = "\0";

    /// The default, written as in TOML but for the quotes of a text: `10s`, `5000`, `true`, `["a", "b"]`, or empty
    /// for an empty text.
    String defaultValue() default NO_DEFAULT;

    /// A value that shows how it is written, where the default does not: as in TOML but for the quotes of a text.
    String example() default "";

    /// The key, where it is not the component's name in snake_case.
    String key() default "";

    /// Whether a sample has it switched on, although it need not be set: for one of several options of which one must
    /// be.
    boolean inSample() default false;

    /// Older names of the key, which still work and are noted once in the log.
    String[] aliases() default {};
}
