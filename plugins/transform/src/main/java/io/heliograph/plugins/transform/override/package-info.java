/// `processors.override`: another name and other tags for everything that passes.
@NullMarked
package io.heliograph.plugins.transform.override;

import org.jspecify.annotations.NullMarked;
