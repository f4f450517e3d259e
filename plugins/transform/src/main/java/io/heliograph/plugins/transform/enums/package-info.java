/// `processors.enum`: values put for others by a table.
@NullMarked
package io.heliograph.plugins.transform.enums;

import org.jspecify.annotations.NullMarked;
