package io.heliograph.plugins.transform.converter;

import io.heliograph.api.GlobList;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import org.jspecify.annotations.Nullable;

/// Configuration of `processors.converter`.
///
/// @param tags what becomes of tags
/// @param fields what becomes of fields
public record ConverterConfig(
        @Option(doc = "What becomes of tags: the measurement, the time, or fields. They are no tags any more then.")
        @Nullable
        Tags tags,

        @Option(doc = "What becomes of fields, those that were tags included.", inSample = true) @Nullable
        Fields fields) {
    /// @throws InvalidOptionException where there is nothing to convert
    public ConverterConfig {
        if (tags == null && fields == null) {
            throw new InvalidOptionException(
                    "fields",
                    "nothing to convert: neither tags nor fields is there (try [processors.converter.fields] integer = [\"port\"])");
        }
    }

    /// What becomes of tags. The first list that has a tag's key counts, in the order of the components.
    ///
    /// @param measurement tags whose value becomes the measurement
    /// @param string tags that become texts
    /// @param integer tags that become signed integers
    /// @param unsigned tags that become unsigned integers
    /// @param truth tags that become truth values
    /// @param floating tags that become floating point numbers
    /// @param timestamp tags whose value becomes the time
    /// @param timestampFormat how that time is written
    public record Tags(
            @Option(doc = "Tags whose value becomes the measurement, with wildcards.", example = "[\"topic\"]")
            GlobList measurement,

            @Option(doc = "Tags that become texts, with wildcards.", example = "[\"port\"]")
            GlobList string,

            @Option(doc = "Tags that become signed integers, with wildcards.", example = "[\"port\"]")
            GlobList integer,

            @Option(doc = "Tags that become unsigned integers, with wildcards.", example = "[\"port\"]")
            GlobList unsigned,

            @Option(key = "boolean", doc = "Tags that become truth values, with wildcards.", example = "[\"enabled\"]")
            GlobList truth,

            @Option(
                    key = "float",
                    doc = "Tags that become floating point numbers, with wildcards.",
                    example = "[\"load\"]")
            GlobList floating,

            @Option(doc = "Tags whose value becomes the time of the row, with wildcards.", example = "[\"time\"]")
            GlobList timestamp,

            @Option(
                    doc =
                            "How that time is written: `unix`, `unix_ms`, `unix_us`, `unix_ns`, or Go's layout. Needed with `timestamp`.",
                    example = "unix_ms")
            @Nullable
            String timestampFormat) {
        /// @throws InvalidOptionException for a time without a format
        public Tags {
            checkFormat(timestamp, timestampFormat);
        }
    }

    /// What becomes of fields. The first list that has a field's key counts, in the order of the components.
    ///
    /// @param measurement fields whose value becomes the measurement
    /// @param tag fields that become tags
    /// @param floating fields that become floating point numbers
    /// @param integer fields that become signed integers
    /// @param unsigned fields that become unsigned integers
    /// @param truth fields that become truth values
    /// @param string fields that become texts
    /// @param timestamp fields whose value becomes the time
    /// @param timestampFormat how that time is written
    /// @param base64IeeeFloat32 texts that hold a floating point number of 32 bits
    public record Fields(
            @Option(doc = "Fields whose value becomes the measurement, with wildcards.", example = "[\"topic\"]")
            GlobList measurement,

            @Option(doc = "Fields that become tags, with wildcards.", example = "[\"port\"]")
            GlobList tag,

            @Option(
                    key = "float",
                    doc = "Fields that become floating point numbers, with wildcards.",
                    example = "[\"load\"]")
            GlobList floating,

            @Option(
                    doc = "Fields that become signed integers, rounded and held within 64 bits, with wildcards.",
                    example = "[\"scboard_*\"]")
            GlobList integer,

            @Option(
                    doc = "Fields that become unsigned integers, rounded and held within 64 bits, with wildcards.",
                    example = "[\"bytes_*\"]")
            GlobList unsigned,

            @Option(
                    key = "boolean",
                    doc = "Fields that become truth values, with wildcards.",
                    example = "[\"enabled\"]")
            GlobList truth,

            @Option(doc = "Fields that become texts, with wildcards.", example = "[\"status\"]")
            GlobList string,

            @Option(doc = "Fields whose value becomes the time of the row, with wildcards.", example = "[\"time\"]")
            GlobList timestamp,

            @Option(
                    doc =
                            "How that time is written: `unix`, `unix_ms`, `unix_us`, `unix_ns`, or Go's layout. Needed with `timestamp`.",
                    example = "unix_ms")
            @Nullable
            String timestampFormat,

            @Option(
                    key = "base64_ieee_float32",
                    doc =
                            "Texts that hold a floating point number of 32 bits in base64, the highest byte first, with wildcards.",
                    example = "[\"output_power\"]")
            GlobList base64IeeeFloat32) {
        /// @throws InvalidOptionException for a time without a format
        public Fields {
            checkFormat(timestamp, timestampFormat);
        }
    }

    private static void checkFormat(GlobList timestamp, @Nullable String format) {
        if (!timestamp.isEmpty() && (format == null || format.isEmpty())) {
            throw new InvalidOptionException("timestamp_format", "must be set where timestamp is (try \"unix\")");
        }
    }
}
