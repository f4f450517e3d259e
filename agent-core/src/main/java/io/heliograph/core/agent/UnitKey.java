package io.heliograph.core.agent;

/// What tells units apart.
///
/// @param made what the unit was made with, as it was read; another text means that it must be made anew
/// @param state the name under which the plugin's state is kept, its own among all that are at work: what the plugin is
///     called, and a number where several are called the same. A unit that is made anew goes on under the name of the
///     one that ends.
record UnitKey(String made, String state) {}
