/// Tests of the host inputs.
@NullMarked
package io.heliograph.plugins.host;

import org.jspecify.annotations.NullMarked;
