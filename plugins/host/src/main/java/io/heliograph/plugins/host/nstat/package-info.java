/// The input `nstat`: counters of the network protocols.
@NullMarked
package io.heliograph.plugins.host.nstat;

import org.jspecify.annotations.NullMarked;
