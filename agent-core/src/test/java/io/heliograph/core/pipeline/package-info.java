/// Tests of the pipeline.
@NullMarked
package io.heliograph.core.pipeline;

import org.jspecify.annotations.NullMarked;
