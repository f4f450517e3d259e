/// Tests of the built distribution, run as processes.
@NullMarked
package io.heliograph.dist;

import org.jspecify.annotations.NullMarked;
