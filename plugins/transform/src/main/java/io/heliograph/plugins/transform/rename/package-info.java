/// `processors.rename`: other names for measurements, tags and fields.
@NullMarked
package io.heliograph.plugins.transform.rename;

import org.jspecify.annotations.NullMarked;
