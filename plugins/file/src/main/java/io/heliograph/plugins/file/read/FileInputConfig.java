package io.heliograph.plugins.file.read;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Parser;
import java.util.List;

/// Which files are read, and how.
///
/// @param files paths and patterns
/// @param characterEncoding of the files' text; empty where it is left to the parser
/// @param fileTag the tag for a file's name; empty for none
/// @param filePathTag the tag for a file's absolute path; empty for none
/// @param dataFormat reads the files' contents
public record FileInputConfig(
        @Option(
                doc =
                        "Files to read, also as patterns: `*` and `?` within a name, `[a-z]`, `{a,b}`, and `**` for any number of folders.",
                example = "[\"/var/lib/metrics/*.influx\"]")
        List<String> files,

        @Option(
                doc =
                        "The character encoding of the files: `utf-8`, `utf-16le`, `utf-16be`, or empty to leave the bytes as they are. "
                                + "Invalid characters become U+FFFD.",
                defaultValue = "")
        String characterEncoding,

        @Option(doc = "The tag that gets the name of the file; none where empty.", defaultValue = "", example = "file")
        String fileTag,

        @Option(
                doc = "The tag that gets the absolute path of the file; none where empty.",
                defaultValue = "",
                example = "path")
        String filePathTag,

        @Option(
                doc = "The format of the files' contents; the format's own options stand in the same table.",
                defaultValue = "influx")
        Parser dataFormat) {

    /// @throws InvalidOptionException for an unknown encoding, or a pattern that is none
    public FileInputConfig {
        files = List.copyOf(files);
        TextEncoding.of(characterEncoding);
        for (String file : files) {
            try {
                FilePattern.of(file);
            } catch (IllegalArgumentException malformed) {
                throw new InvalidOptionException(
                        "files", "not a pattern: '" + file + "' (" + malformed.getMessage() + ")");
            }
        }
    }
}
