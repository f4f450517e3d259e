package io.heliograph.plugins.transform.filter;

import io.heliograph.api.GlobList;
import io.heliograph.api.Option;
import java.util.List;
import java.util.Map;

/// Configuration of `processors.filter`.
///
/// @param fallback what happens to rows that no rule applies to
/// @param rule the rules; the first that applies decides
public record FilterConfig(
        @Option(
                key = "default",
                doc = "What happens to rows that no rule applies to: `pass` or `drop`.",
                defaultValue = "pass")
        Verdict fallback,

        @Option(doc = "The rules. They are looked at in order, and the first that applies decides.")
        List<Rule> rule) {
    /// Takes a copy of the list.
    public FilterConfig {
        rule = List.copyOf(rule);
    }

    /// What happens to a row.
    public enum Verdict {
        /// It goes on.
        PASS,
        /// It is dropped.
        DROP
    }

    /// A rule, which applies to a row where all its criteria do; one that is not given is not asked for.
    ///
    /// @param name the measurements
    /// @param tags the values of tags
    /// @param fields the keys of fields, of which the row must have one
    /// @param action what happens then
    public record Rule(
            @Option(doc = "The measurements that it applies to, with wildcards.", example = "[\"cpu\", \"disk*\"]")
            GlobList name,

            @Option(
                    doc = "Tags that must all be there, each with a value out of its list, with wildcards.",
                    example = "{ status = [\"warning\", \"fail*\"] }")
            Map<String, GlobList> tags,

            @Option(doc = "Fields of which the row must have one, with wildcards.", example = "[\"usage_*\"]")
            GlobList fields,

            @Option(doc = "What happens to the row: `pass` or `drop`.", defaultValue = "drop")
            Verdict action) {
        /// Takes a copy of the map.
        public Rule {
            tags = Map.copyOf(tags);
        }
    }
}
