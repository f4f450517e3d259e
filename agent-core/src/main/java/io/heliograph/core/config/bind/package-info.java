/// Tables of TOML become records: by reflection over the components of the record, with every problem at its line.
@NullMarked
package io.heliograph.core.config.bind;

import org.jspecify.annotations.NullMarked;
