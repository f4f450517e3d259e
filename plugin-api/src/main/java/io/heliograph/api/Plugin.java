package io.heliograph.api;

import java.io.IOException;

/// What all kinds of plugin have in common: a life.
///
/// The host makes a plugin with its configuration and its context, calls [#open], then the verb of its kind, and
/// [#close] at last. Calls never overlap, but for a close that follows a verb which ignored its interrupt. A plugin
/// whose `open` throws is made and opened again after a while, so `open` is the place for what may fail now and work
/// later: connections, files. A plugin makes no threads of its own; see [PluginContext#spawn].
public sealed interface Plugin extends AutoCloseable
        permits Input, TargetInput, ServiceInput, Discoverer, Parser, Serializer, Processor, Aggregator, Output {
    /// Gets ready. Called once, before the first call of the plugin's verb.
    ///
    /// @throws Exception where it cannot work yet: the message says what is wrong and what to do
    default void open() throws Exception {}

    /// Gives everything back. Called once and last, also after an `open` that threw.
    @Override
    default void close() throws IOException {}
}
