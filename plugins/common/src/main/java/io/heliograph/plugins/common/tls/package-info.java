/// TLS from files in PEM, which are read again when they change.
@NullMarked
package io.heliograph.plugins.common.tls;

import org.jspecify.annotations.NullMarked;
