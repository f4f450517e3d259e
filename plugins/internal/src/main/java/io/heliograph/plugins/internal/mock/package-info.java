/// `inputs.mock`: makes rows up.
@NullMarked
package io.heliograph.plugins.internal.mock;

import org.jspecify.annotations.NullMarked;
