/// Real servers of other projects, run by tests: on free ports of the loopback address, with their data in temporary
/// folders, and stopped by their process id.
@NullMarked
package io.heliograph.testkit.servers;

import org.jspecify.annotations.NullMarked;
