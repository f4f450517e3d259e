/// What goes wrong on purpose, and the table of what came of it.
@NullMarked
package io.heliograph.testkit.faults;

import org.jspecify.annotations.NullMarked;
