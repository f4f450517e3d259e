/// `outputs.file`: appends to files, which are rotated and compressed on request.
@NullMarked
package io.heliograph.plugins.file.write;

import org.jspecify.annotations.NullMarked;
