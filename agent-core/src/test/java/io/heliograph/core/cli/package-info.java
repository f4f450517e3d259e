/// Tests of the command line.
@NullMarked
package io.heliograph.core.cli;

import org.jspecify.annotations.NullMarked;
