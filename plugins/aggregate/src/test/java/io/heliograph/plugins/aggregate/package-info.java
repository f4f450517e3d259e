/// What Telegraf itself answers, and contracts of these plugins.
@NullMarked
package io.heliograph.plugins.aggregate;

import org.jspecify.annotations.NullMarked;
