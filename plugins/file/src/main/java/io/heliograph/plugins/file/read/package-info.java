/// `inputs.file`: reads whole files at every interval.
@NullMarked
package io.heliograph.plugins.file.read;

import org.jspecify.annotations.NullMarked;
