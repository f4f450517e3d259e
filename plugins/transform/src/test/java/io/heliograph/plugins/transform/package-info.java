/// What Telegraf itself answers, and contracts of these plugins.
@NullMarked
package io.heliograph.plugins.transform;

import org.jspecify.annotations.NullMarked;
