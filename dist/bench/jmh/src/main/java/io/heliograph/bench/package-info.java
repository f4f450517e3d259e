/// What single steps of the scrape path cost.
@NullMarked
package io.heliograph.bench;

import org.jspecify.annotations.NullMarked;
