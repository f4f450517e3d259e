/// The input `diskio`: reads and writes of block devices.
@NullMarked
package io.heliograph.plugins.host.diskio;

import org.jspecify.annotations.NullMarked;
