/// Servers that replay what was recorded, so that a plugin is tested against real answers without the real thing.
@NullMarked
package io.heliograph.testkit.recorded;

import org.jspecify.annotations.NullMarked;
