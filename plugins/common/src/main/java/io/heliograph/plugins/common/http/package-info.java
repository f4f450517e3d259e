/// A small blocking HTTP/1.1 client for virtual threads.
@NullMarked
package io.heliograph.plugins.common.http;

import org.jspecify.annotations.NullMarked;
