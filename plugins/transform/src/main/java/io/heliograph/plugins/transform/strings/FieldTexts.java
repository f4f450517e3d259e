package io.heliograph.plugins.transform.strings;

import io.heliograph.api.FieldSet;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.shape.FieldChange;
import java.util.List;

/// Changes the texts and keys of fields, one rule after the other.
final class FieldTexts implements FieldChange {
    private final List<TextRule> rules;

    FieldTexts(List<TextRule> rules) {
        this.rules = rules;
    }

    /// One rule may make what the next one is for, so any rule opens the gate for all.
    @Override
    public boolean touches(FieldSet fields) {
        for (TextRule rule : rules) {
            if (rule.touches(fields)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void change(Draft draft) {
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).apply(draft);
        }
    }
}
