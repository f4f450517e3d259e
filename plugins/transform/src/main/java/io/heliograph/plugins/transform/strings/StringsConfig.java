package io.heliograph.plugins.transform.strings;

import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Configuration of `processors.strings`. The changes are made in the order of the components.
///
/// @param lowercase small letters
/// @param uppercase capital letters
/// @param titlecase a capital letter for each word
/// @param trim characters taken off at both ends
/// @param trimLeft characters taken off at the beginning
/// @param trimRight characters taken off at the end
/// @param trimPrefix a text taken off at the beginning
/// @param trimSuffix a text taken off at the end
/// @param replace a text put for another
/// @param left the beginning alone
/// @param base64decode what base64 stands for
/// @param validUtf8 a text put for what is not UTF-8
public record StringsConfig(
        @Option(doc = "Makes small letters of all.") List<Plain> lowercase,
        @Option(doc = "Makes capital letters of all.") List<Plain> uppercase,

        @Option(doc = "Makes a capital letter of the first one of each word.")
        List<Plain> titlecase,

        @Option(doc = "Takes characters off at both ends.") List<Trim> trim,

        @Option(doc = "Takes characters off at the beginning.")
        List<Trim> trimLeft,

        @Option(doc = "Takes characters off at the end.") List<Trim> trimRight,
        @Option(doc = "Takes a text off at the beginning.") List<TrimPrefix> trimPrefix,
        @Option(doc = "Takes a text off at the end.") List<TrimSuffix> trimSuffix,

        @Option(doc = "Puts a text for another, wherever that is.")
        List<Replace> replace,

        @Option(doc = "Leaves the beginning alone.") List<Left> left,

        @Option(doc = "Decodes base64. What is no base64, or stands for no text, stays as it is.", key = "base64decode")
        List<Plain> base64decode,

        @Option(doc = "Puts a text for what is not UTF-8.", key = "valid_utf8")
        List<ValidUtf8> validUtf8) {
    /// Takes copies of the lists.
    public StringsConfig {
        lowercase = List.copyOf(lowercase);
        uppercase = List.copyOf(uppercase);
        titlecase = List.copyOf(titlecase);
        trim = List.copyOf(trim);
        trimLeft = List.copyOf(trimLeft);
        trimRight = List.copyOf(trimRight);
        trimPrefix = List.copyOf(trimPrefix);
        trimSuffix = List.copyOf(trimSuffix);
        replace = List.copyOf(replace);
        left = List.copyOf(left);
        base64decode = List.copyOf(base64decode);
        validUtf8 = List.copyOf(validUtf8);
    }

    /// What a change is made to. Several may be given; `*` stands for all.
    ///
    /// @param measurement the measurement whose name is changed
    /// @param tag the tag whose value is changed
    /// @param tagKey the tag whose key is changed
    /// @param field the field whose text is changed
    /// @param fieldKey the field whose key is changed
    /// @param dest where the changed value goes
    public record Subject(
            @Option(doc = "The measurement whose name is changed, or `*`.", example = "cpu") @Nullable
            String measurement,

            @Option(doc = "The tag whose value is changed, or `*`.", example = "method") @Nullable
            String tag,

            @Option(doc = "The tag whose key is changed, or `*`.", example = "method") @Nullable
            String tagKey,

            @Option(doc = "The field whose text is changed, or `*`. Fields that are no text stay.", example = "message")
            @Nullable
            String field,

            @Option(doc = "The field whose key is changed, or `*`.", example = "message") @Nullable
            String fieldKey,

            @Option(
                    doc =
                            "The tag or field for the changed value, which otherwise takes the place of the old one. Without effect"
                                    + " for keys, measurements and `*`.",
                    example = "message_normalised")
            @Nullable
            String dest) {}

    /// A change without settings of its own.
    ///
    /// @param subject what it is made to
    public record Plain(
            @Option(doc = "What it is made to.") @Inline Subject subject) {}

    /// Characters to take off.
    ///
    /// @param subject what it is done to
    /// @param cutset the characters
    public record Trim(
            @Option(doc = "What it is done to.") @Inline Subject subject,

            @Option(doc = "The characters to take off; without it, white space.", example = "-/") @Nullable
            String cutset) {}

    /// A text to take off at the beginning.
    ///
    /// @param subject what it is done to
    /// @param prefix the text
    public record TrimPrefix(
            @Option(doc = "What it is done to.") @Inline Subject subject,

            @Option(doc = "The text to take off.", example = "my_")
            String prefix) {}

    /// A text to take off at the end.
    ///
    /// @param subject what it is done to
    /// @param suffix the text
    public record TrimSuffix(
            @Option(doc = "What it is done to.") @Inline Subject subject,

            @Option(doc = "The text to take off.", example = "_count")
            String suffix) {}

    /// A text to put for another.
    ///
    /// @param subject what it is done to
    /// @param old the text that goes
    /// @param replacement the text that comes
    public record Replace(
            @Option(doc = "What it is done to.") @Inline Subject subject,

            @Option(doc = "The text that goes.", example = ":")
            String old,

            @Option(
                    key = "new",
                    doc = "The text that comes. Where nothing would be left, nothing is changed.",
                    example = "_")
            String replacement) {}

    /// The length of a beginning.
    ///
    /// @param subject what it is done to
    /// @param width how much is left, in bytes of UTF-8
    public record Left(
            @Option(doc = "What it is done to.") @Inline Subject subject,

            @Option(
                    doc = "How many bytes of UTF-8 are left; a character that would be cut goes wholly.",
                    example = "10")
            int width) {
        /// @throws InvalidOptionException for a negative width
        public Left {
            if (width < 0) {
                throw new InvalidOptionException("width", "not a number of bytes: " + width + " (try 10)");
            }
        }
    }

    /// A text to put for what is not UTF-8.
    ///
    /// @param subject what it is done to
    /// @param replacement the text
    public record ValidUtf8(
            @Option(doc = "What it is done to.") @Inline Subject subject,

            @Option(doc = "What is put for each run of bytes that are not UTF-8.", defaultValue = "\"\"")
            String replacement) {}
}
