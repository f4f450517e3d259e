/// What a plugin may see: the kinds of plugin, the rows that they exchange, and their configuration.
///
/// A plugin is one class that implements one kind ([Input], [TargetInput], [ServiceInput], [Discoverer], [Parser],
/// [Serializer], [Processor], [Aggregator] or [Output]) and one record that is its configuration, its documentation and
/// its sample. A jar lists its plugins in one [PluginProvider].
@NullMarked
package io.heliograph.api;

import org.jspecify.annotations.NullMarked;
