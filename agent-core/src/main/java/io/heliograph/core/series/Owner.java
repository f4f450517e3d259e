package io.heliograph.core.series;

/// Something that keeps answers with series for as long as it is in use. By identity: two owners are never the same.
public abstract class Owner {
    private volatile boolean retired;

    /// Says that the answers are of no use any more.
    public void retire() {
        retired = true;
    }

    /// Whether [#retire] was called.
    public boolean isRetired() {
        return retired;
    }
}
