/// The input `interrupts`: interrupts by source and processor.
@NullMarked
package io.heliograph.plugins.host.interrupts;

import org.jspecify.annotations.NullMarked;
