package io.heliograph.core.config;

/// Where rows wait for their output.
public enum BufferStrategy {
    /// In memory, for as long as the process lives.
    MEMORY,
    /// In a log on disk.
    DISK,
    /// Telegraf's newer name for the same.
    DISK_WRITE_THROUGH;

    /// Whether rows survive the process.
    public boolean isDurable() {
        return this != MEMORY;
    }
}
