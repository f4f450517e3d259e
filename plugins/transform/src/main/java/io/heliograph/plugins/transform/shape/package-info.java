/// What the transforming processors have in common: changing the fields of a row, and deriving one series from another.
@NullMarked
package io.heliograph.plugins.transform.shape;

import org.jspecify.annotations.NullMarked;
