/// Addresses of MySQL servers as Telegraf's configurations write them.
@NullMarked
package io.heliograph.plugins.mysql.dsn;

import org.jspecify.annotations.NullMarked;
