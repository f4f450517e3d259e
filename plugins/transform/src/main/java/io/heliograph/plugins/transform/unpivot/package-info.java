/// `processors.unpivot`: every field becomes a row of its own.
@NullMarked
package io.heliograph.plugins.transform.unpivot;

import org.jspecify.annotations.NullMarked;
