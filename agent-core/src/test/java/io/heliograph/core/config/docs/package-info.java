/// Tests of what is written out of records.
@NullMarked
package io.heliograph.core.config.docs;

import org.jspecify.annotations.NullMarked;
