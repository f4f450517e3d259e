/// A disk that fails when told to, and forgets what was not synced.
@NullMarked
package io.heliograph.testkit.disk;

import org.jspecify.annotations.NullMarked;
