package io.heliograph.plugins.transform.defaults;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.shape.FieldChange;
import java.util.Map;

/// Puts the fields that are missing or blank.
final class DefaultFields implements FieldChange {
    private final String[] keys;
    private final Object[] values;

    DefaultFields(Map<String, Object> defaults) {
        keys = defaults.keySet().toArray(new String[0]);
        values = defaults.values().toArray();
    }

    @Override
    public boolean touches(FieldSet fields) {
        for (String key : keys) {
            int field = fields.indexOf(key);
            if (field < 0 || fields.kind(field) == FieldKind.TEXT) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void change(Draft draft) {
        for (int i = 0; i < keys.length; i++) {
            int field = draft.indexOf(keys[i]);
            String text = field < 0 ? "" : draft.text(field);
            if (text != null && text.isBlank()) {
                draft.set(keys[i], values[i]);
            }
        }
    }
}
