package io.heliograph.plugins.transform.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Configuration of `processors.regex`.
///
/// @param tags conversions of tag values
/// @param fields conversions of the texts of fields
/// @param tagRename renamings of tags
/// @param fieldRename renamings of fields
/// @param metricRename renamings of measurements
public record RegexConfig(
        @Option(doc = "Conversions of tag values, in order.")
        List<Conversion> tags,

        @Option(doc = "Conversions of the texts of fields, in order. Fields that are no text are left alone.")
        List<Conversion> fields,

        @Option(doc = "Renamings of tags: the pattern is held against the key of each.")
        List<Renaming> tagRename,

        @Option(doc = "Renamings of fields: the pattern is held against the key of each.")
        List<Renaming> fieldRename,

        @Option(doc = "Renamings of measurements: the pattern is held against the name.")
        List<MeasurementRenaming> metricRename) {
    /// Takes copies of the lists.
    public RegexConfig {
        tags = List.copyOf(tags);
        fields = List.copyOf(fields);
        tagRename = List.copyOf(tagRename);
        fieldRename = List.copyOf(fieldRename);
        metricRename = List.copyOf(metricRename);
    }

    /// What becomes of a value.
    ///
    /// @param key the tag or field, or a pattern for several
    /// @param pattern in RE2's syntax
    /// @param replacement what each match becomes
    /// @param resultKey where the result goes, instead of the place of the value
    /// @param append whether the result is put behind what is there
    public record Conversion(
            @Option(doc = "The tag or field whose value is converted, with wildcards.", example = "resp_code")
            String key,

            @Option(
                    doc = "A regular expression in RE2's syntax, which matches anywhere in the value.",
                    example = "^(\\\\d)\\\\d\\\\d$")
            String pattern,

            @Option(
                    doc =
                            "What each match becomes; `${1}` and `${name}` stand for what a group matched. Where it is absent,"
                                    + " `result_key` too, and all groups have names, each group that matched something becomes a"
                                    + " tag or field of its name.",
                    example = "${1}xx")
            @Nullable
            String replacement,

            @Option(
                    doc = "The tag or field for the result. The value itself stays as it is then.",
                    example = "resp_class")
            @Nullable
            String resultKey,

            @Option(
                    doc =
                            "Put the result behind what the tag has already, instead of in its place. Fields know no append.")
            boolean append) {
        /// Compiles the pattern once to see that it can be.
        public Conversion {
            check(pattern);
            if (key.isEmpty()) {
                throw new InvalidOptionException("key", "no tag or field is named (try \"resp_code\" or \"*\")");
            }
        }
    }

    /// Another name for tags or fields.
    ///
    /// @param key not used
    /// @param pattern in RE2's syntax
    /// @param replacement what each match in the name becomes
    /// @param resultKey what happens to one that has the new name already
    public record Renaming(
            @Option(doc = "Has no effect; Telegraf accepts it.", example = "ignored") @Nullable
            String key,

            @Option(
                    doc = "A regular expression in RE2's syntax, which matches anywhere in the key.",
                    example = "^search_(\\\\w+)d$")
            String pattern,

            @Option(doc = "What each match becomes; `${1}` stands for what a group matched.", example = "${1}")
            @Nullable
            String replacement,

            @Option(
                    doc = "What happens where the new name is taken: `keep` what has it, or `overwrite` it.",
                    defaultValue = "keep")
            Taken resultKey) {
        /// Compiles the pattern once to see that it can be.
        public Renaming {
            check(pattern);
        }
    }

    /// Another name for measurements.
    ///
    /// @param key not used
    /// @param pattern in RE2's syntax
    /// @param replacement what each match in the name becomes
    /// @param resultKey not used
    public record MeasurementRenaming(
            @Option(doc = "Has no effect; Telegraf accepts it.", example = "ignored") @Nullable
            String key,

            @Option(
                    doc = "A regular expression in RE2's syntax, which matches anywhere in the name.",
                    example = "^(\\\\w+)_value$")
            String pattern,

            @Option(doc = "What each match becomes; `${1}` stands for what a group matched.", example = "${1}")
            @Nullable
            String replacement,

            @Option(doc = "Has no effect; Telegraf accepts it.", example = "ignored") @Nullable
            String resultKey) {
        /// Compiles the pattern once to see that it can be.
        public MeasurementRenaming {
            check(pattern);
        }
    }

    /// What happens to a tag or field that has the new name of another one already.
    public enum Taken {
        /// It stays, and the other one keeps its name.
        KEEP,
        /// It is replaced.
        OVERWRITE
    }

    private static void check(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException bad) {
            throw new InvalidOptionException(
                    "pattern", "not a regular expression: " + bad.getMessage() + " (try ^v(\\d+)$)");
        }
    }
}
