package io.heliograph.plugins.transform.shape;

import io.heliograph.api.FieldSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Remembers a question about the fields of a row. Rows of a series mostly share one set of fields, so that asking
/// costs a comparison of references. Confined to one thread.
public final class FieldGate {
    private final Predicate<FieldSet> question;
    private @Nullable FieldSet last;
    private boolean answer;

    /// @param question answered by keys and kinds alone
    public FieldGate(Predicate<FieldSet> question) {
        this.question = question;
    }

    /// The answer for a set of fields.
    public boolean test(FieldSet fields) {
        if (fields != last) {
            answer = question.test(fields);
            last = fields;
        }
        return answer;
    }
}
