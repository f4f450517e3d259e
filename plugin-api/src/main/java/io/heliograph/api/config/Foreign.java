package io.heliograph.api.config;

/// Something that a [Translator] reads, as it stands in the configuration.
///
/// @param name one of [Translator#reads]
/// @param value of a top-level key, its value, one by one for a list of tables; of a plugin's option, the table that
///     has the option, with all of its keys
public record Foreign(String name, TomlValue value) {}
