/// Tests of the admin API.
@NullMarked
package io.heliograph.core.http;

import org.jspecify.annotations.NullMarked;
