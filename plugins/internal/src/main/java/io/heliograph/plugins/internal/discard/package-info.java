/// `outputs.discard`: takes everything and keeps nothing.
@NullMarked
package io.heliograph.plugins.internal.discard;

import org.jspecify.annotations.NullMarked;
