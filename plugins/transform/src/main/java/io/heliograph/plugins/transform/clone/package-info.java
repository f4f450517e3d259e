/// `processors.clone`: a second row with another name and other tags.
@NullMarked
package io.heliograph.plugins.transform.clone;

import org.jspecify.annotations.NullMarked;
