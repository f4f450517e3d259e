/// Tests of the plugin host, on jars that they compile.
@NullMarked
package io.heliograph.core.plugin;

import org.jspecify.annotations.NullMarked;
