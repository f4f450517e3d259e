package io.heliograph.plugins.influxdb.lines;

/// Where rows go.
///
/// @param store a database, or a bucket
/// @param policy a retention policy; empty for the store's own
public record Destination(String store, String policy) {}
