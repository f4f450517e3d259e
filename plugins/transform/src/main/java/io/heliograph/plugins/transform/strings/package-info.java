/// `processors.strings`: upper and lower case, trimming, replacing and other changes of texts and names.
@NullMarked
package io.heliograph.plugins.transform.strings;

import org.jspecify.annotations.NullMarked;
