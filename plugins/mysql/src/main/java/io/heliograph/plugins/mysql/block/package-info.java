/// What can be gathered from a server: one class for each block of options, with its query and its rows.
@NullMarked
package io.heliograph.plugins.mysql.block;

import org.jspecify.annotations.NullMarked;
