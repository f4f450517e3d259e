/// `processors.defaults`: fields and tags that a row does not have, or has empty.
@NullMarked
package io.heliograph.plugins.transform.defaults;

import org.jspecify.annotations.NullMarked;
