/// `processors.regex`: values and names rewritten with regular expressions.
@NullMarked
package io.heliograph.plugins.transform.regex;

import org.jspecify.annotations.NullMarked;
