/// `processors.dedup`: rows that say what the last one of their series said are dropped.
@NullMarked
package io.heliograph.plugins.transform.dedup;

import org.jspecify.annotations.NullMarked;
