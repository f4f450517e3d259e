/// Numbers written as text.
@NullMarked
package io.heliograph.plugins.common.number;

import org.jspecify.annotations.NullMarked;
