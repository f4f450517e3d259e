/// Tests of relabelling.
@NullMarked
package io.heliograph.plugins.common.relabel;

import org.jspecify.annotations.NullMarked;
