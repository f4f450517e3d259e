package io.heliograph.plugins.transform.regex;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.shape.FieldChange;
import java.util.List;

/// Converts the texts of fields, then renames fields.
final class FieldRules implements FieldChange {
    private final List<ValueRule> values;
    private final List<NameRule> names;

    FieldRules(List<ValueRule> values, List<NameRule> names) {
        this.values = values;
        this.names = names;
    }

    @Override
    public boolean touches(FieldSet fields) {
        for (int field = 0; field < fields.size(); field++) {
            if (touches(fields.key(field), fields.kind(field))) {
                return true;
            }
        }
        return false;
    }

    private boolean touches(String key, FieldKind kind) {
        for (ValueRule rule : values) {
            if (kind == FieldKind.TEXT && rule.matchesKey(key)) {
                return true;
            }
        }
        for (NameRule rule : names) {
            if (!rule.renameField(key).equals(key)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void change(Draft draft) {
        for (int i = 0; i < values.size(); i++) {
            values.get(i).apply(draft);
        }
        for (int i = 0; i < names.size(); i++) {
            names.get(i).apply(draft);
        }
    }
}
