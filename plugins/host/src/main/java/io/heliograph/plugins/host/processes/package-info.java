/// The input `processes`: how many processes are in which state.
@NullMarked
package io.heliograph.plugins.host.processes;

import org.jspecify.annotations.NullMarked;
