package io.heliograph.testkit.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that shows what happens at a fault of the table: it stands in place of `@Test`.
///
/// The faults are listed in `rows.tsv` beside this class, each with its number and what has to happen. Several tests
/// may share a row. What they come to is written under `target/fault-rows` of their module, from where `dist/faults`
/// makes `docs/faults.md`.
@Test
@ExtendWith(FaultRowResults.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FaultRow {
    /// The row's number.
    int value();
}
