/// The input `kernel_vmstat`: all counters of the virtual memory.
@NullMarked
package io.heliograph.plugins.host.kernelvmstat;

import org.jspecify.annotations.NullMarked;
