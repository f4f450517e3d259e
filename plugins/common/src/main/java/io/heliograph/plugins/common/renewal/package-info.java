/// What is read from files that others renew while we run: certificates, keys, tokens.
@NullMarked
package io.heliograph.plugins.common.renewal;

import org.jspecify.annotations.NullMarked;
