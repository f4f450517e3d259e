/// The runner of golden cases: a folder with a configuration, what goes in, and what comes out.
@NullMarked
package io.heliograph.testkit.cases;

import org.jspecify.annotations.NullMarked;
