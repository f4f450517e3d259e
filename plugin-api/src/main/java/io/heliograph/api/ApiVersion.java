package io.heliograph.api;

/// The version of this API. A jar names the one that it was built for in its manifest (`Plugin-Requires`).
public final class ApiVersion {
    /// Raised when a plugin that was built for the previous one would no longer link or behave.
    public static final int CURRENT = 1;

    private ApiVersion() {}
}
