/// `processors.filter`: rules that let rows pass or drop them.
@NullMarked
package io.heliograph.plugins.transform.filter;

import org.jspecify.annotations.NullMarked;
