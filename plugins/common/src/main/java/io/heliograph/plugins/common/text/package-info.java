/// Small helps with text, for plugins that need no JSON library.
@NullMarked
package io.heliograph.plugins.common.text;

import org.jspecify.annotations.NullMarked;
