/// What commands do with the queues of a state directory, and the socket by which they reach the agent that has it.
///
/// A command is one [Request] and one [Answer], each a line of JSON. [ControlServer] answers them in the running agent,
/// on threads of its own; where none runs, the command's own process does, with the same [QueueCommands] over the same
/// files. Every file is touched by the one thread that owns it, and a queue that nobody has open is opened for the
/// command, which takes its lock.
@NullMarked
package io.heliograph.core.control;

import org.jspecify.annotations.NullMarked;
