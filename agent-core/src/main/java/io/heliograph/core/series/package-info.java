/// Identity: what the host keeps with a series, and how series are found again.
@NullMarked
package io.heliograph.core.series;

import org.jspecify.annotations.NullMarked;
