package io.heliograph.plugins.host.mem;

import io.heliograph.api.Option;

/// Options of the input `mem`.
public record MemConfig(
        @Option(
                doc = "Whether to report the active and inactive memory of files and of programs each, and what is "
                        + "unevictable or kept per processor.",
                defaultValue = "false")
        boolean collectExtended) {}
