/// The test kit: what plugins are tested with.
@NullMarked
package io.heliograph.testkit;

import org.jspecify.annotations.NullMarked;
