package io.heliograph.plugins.internal.self;

import io.heliograph.api.Option;

/// What is told of the agent itself.
///
/// @param collectMemstats whether memory is told
/// @param collectGostats whether more of the Java runtime is told
/// @param perInstance whether rows name the instance of a plugin
public record InternalConfig(
        @Option(
                doc =
                        "Whether the memory of the Java runtime is told, under Telegraf's names where there is such a thing.",
                defaultValue = "true")
        boolean collectMemstats,

        @Option(
                doc =
                        "Whether threads, classes, collections and processor time of the Java runtime are told, as `internal_jvmstats`.",
                defaultValue = "false")
        boolean collectGostats,

        @Option(
                doc = "Whether rows about a plugin have a tag `_id` with its name and alias: `inputs.redis::cache`.",
                defaultValue = "false")
        boolean perInstance) {}
