/// What every plugin promises, by its kind, and what every family of plugins promises: tests that each module runs.
@NullMarked
package io.heliograph.testkit.contract;

import org.jspecify.annotations.NullMarked;
