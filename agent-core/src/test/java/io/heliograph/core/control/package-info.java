@NullMarked
package io.heliograph.core.control;

import org.jspecify.annotations.NullMarked;
