package io.heliograph.core.agent;

import io.heliograph.api.TagSet;
import io.heliograph.core.telemetry.PluginHealth;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one target is doing.
///
/// @param plugin whose it is, alias included
/// @param id its URL or address
/// @param labels put on its rows
/// @param discovered as discovery gave them
/// @param interval between gathers
/// @param state what it is at present
/// @param lastGather when a gather last ended, or null
/// @param took how long that was
/// @param lastError why it failed, or null where it did not
public record TargetStatus(
        String plugin,
        String id,
        TagSet labels,
        TagSet discovered,
        Duration interval,
        PluginHealth.State state,
        @Nullable Instant lastGather,
        Duration took,
        @Nullable String lastError) {}
