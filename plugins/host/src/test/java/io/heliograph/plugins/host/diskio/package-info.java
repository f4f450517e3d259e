/// Tests of the input `diskio`.
@NullMarked
package io.heliograph.plugins.host.diskio;

import org.jspecify.annotations.NullMarked;
