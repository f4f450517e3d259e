/// The plugin host: which jars there are, what they provide, and a class loader for each.
@NullMarked
package io.heliograph.core.plugin;

import org.jspecify.annotations.NullMarked;
