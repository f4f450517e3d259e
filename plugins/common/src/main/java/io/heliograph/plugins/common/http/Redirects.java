package io.heliograph.plugins.common.http;

/// How far a request follows redirects.
///
/// @param most how many; with 0, an answer that redirects is an answer like any other
/// @param toOtherHosts whether they may lead to another host; one that does is otherwise an answer like any other
public record Redirects(int most, boolean toOtherHosts) {
    /// None.
    public static final Redirects NONE = new Redirects(0, false);
}
