/// The input `conntrack`: the connection tracking table of netfilter.
@NullMarked
package io.heliograph.plugins.host.conntrack;

import org.jspecify.annotations.NullMarked;
