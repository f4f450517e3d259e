/// What is written out of configuration records: samples, READMEs, and the configuration in effect.
@NullMarked
package io.heliograph.core.config.docs;

import org.jspecify.annotations.NullMarked;
