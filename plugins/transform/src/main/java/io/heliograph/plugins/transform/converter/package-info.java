/// `processors.converter`: values of another type, tags that become fields, and fields that become tags.
@NullMarked
package io.heliograph.plugins.transform.converter;

import org.jspecify.annotations.NullMarked;
