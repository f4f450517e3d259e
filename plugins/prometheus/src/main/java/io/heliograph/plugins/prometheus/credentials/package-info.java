/// Shows servers who is asking: passwords, tokens, and tokens that other servers give.
@NullMarked
package io.heliograph.plugins.prometheus.credentials;

import org.jspecify.annotations.NullMarked;
