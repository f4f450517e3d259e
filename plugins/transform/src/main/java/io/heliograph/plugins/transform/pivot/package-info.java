/// `processors.pivot`: a tag's value becomes the key of a field.
@NullMarked
package io.heliograph.plugins.transform.pivot;

import org.jspecify.annotations.NullMarked;
