/// `processors.date`: the time of a row as a tag or a field.
@NullMarked
package io.heliograph.plugins.transform.date;

import org.jspecify.annotations.NullMarked;
