/// Processors that change, drop or make rows: names, tags, fields and times.
@NullMarked
package io.heliograph.plugins.transform;

import org.jspecify.annotations.NullMarked;
