package io.heliograph.core.config;

import io.heliograph.api.GlobList;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.List;
import java.util.Map;

/// Which metrics, tags and fields a plugin sees or emits. The pipeline applies them in Telegraf's order.
public record FilterOptions(
        @Option(doc = "Only measurements with a name that matches one of these globs.", example = "[\"cpu\", \"net*\"]")
        List<String> namepass,

        @Option(doc = "Characters that `*` and `?` of `namepass` do not match.", example = ".", defaultValue = "\"\"")
        String namepassSeparator,

        @Option(doc = "No measurements with a name that matches one of these globs.", example = "[\"disk_*\"]")
        List<String> namedrop,

        @Option(doc = "Characters that `*` and `?` of `namedrop` do not match.", example = ".", defaultValue = "\"\"")
        String namedropSeparator,

        @Option(
                doc = "Only metrics that have one of these tags with a value that matches one of its globs.",
                example = "{ cpu = [\"cpu0\", \"cpu1\"] }")
        Map<String, GlobList> tagpass,

        @Option(
                doc = "No metrics that have one of these tags with a value that matches one of its globs.",
                example = "{ fstype = [\"tmpfs\"] }")
        Map<String, GlobList> tagdrop,

        @Option(
                doc = "Only fields with a key that matches one of these globs.",
                example = "[\"usage_*\"]",
                aliases = {"fieldpass", "pass"})
        GlobList fieldinclude,

        @Option(
                doc = "No fields with a key that matches one of these globs.",
                example = "[\"*_human\"]",
                aliases = {"fielddrop", "drop"})
        GlobList fieldexclude,

        @Option(doc = "Only tags with a key that matches one of these globs.", example = "[\"host\", \"cpu\"]")
        GlobList taginclude,

        @Option(doc = "No tags with a key that matches one of these globs.", example = "[\"path\"]")
        GlobList tagexclude) {

    /// @throws InvalidOptionException for a list that has no patterns in it
    public FilterOptions {
        globs("namepass", namepass, namepassSeparator);
        globs("namedrop", namedrop, namedropSeparator);
    }

    private static GlobList globs(String key, List<String> entries, String separators) {
        try {
            return GlobList.of(entries, separators);
        } catch (IllegalArgumentException noPattern) {
            throw new InvalidOptionException(key, String.valueOf(noPattern.getMessage()));
        }
    }

    /// `namepass` with its separators.
    public GlobList passedNames() {
        return globs("namepass", namepass, namepassSeparator);
    }

    /// `namedrop` with its separators.
    public GlobList droppedNames() {
        return globs("namedrop", namedrop, namedropSeparator);
    }

    /// Whether nothing is filtered.
    public boolean isNone() {
        return namepass.isEmpty() && namedrop.isEmpty() && tagpass.isEmpty() && tagdrop.isEmpty() && !touchesRows();
    }

    /// Whether fields or tags of the metrics that pass may go.
    public boolean touchesRows() {
        return !(fieldinclude.isEmpty() && fieldexclude.isEmpty() && taginclude.isEmpty() && tagexclude.isEmpty());
    }
}
