package io.heliograph.plugins.transform.rename;

import io.heliograph.api.FieldSet;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.shape.FieldChange;
import java.util.List;

/// Renames fields, one renaming after the other, so that a later one sees the name that an earlier one gave.
final class FieldRenaming implements FieldChange {
    private final List<Renaming> renamings;

    FieldRenaming(List<Renaming> renamings) {
        this.renamings = renamings;
    }

    /// The renaming of a field.
    record Renaming(String from, String to) {}

    @Override
    public boolean touches(FieldSet fields) {
        for (Renaming renaming : renamings) {
            if (fields.indexOf(renaming.from()) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void change(Draft draft) {
        for (int i = 0; i < renamings.size(); i++) {
            Renaming renaming = renamings.get(i);
            int field = draft.indexOf(renaming.from());
            if (field >= 0) {
                draft.rename(field, renaming.to());
            }
        }
    }
}
