/// Tests of how files are read.
@NullMarked
package io.heliograph.plugins.host.proc;

import org.jspecify.annotations.NullMarked;
