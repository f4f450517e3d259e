/// How the host inputs read /proc and /sys: whole files into one array that is kept, and words of it without objects.
@NullMarked
package io.heliograph.plugins.host.proc;

import org.jspecify.annotations.NullMarked;
