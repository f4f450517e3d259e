package io.heliograph.plugins.transform.shape;

import io.heliograph.api.FieldSet;

/// A change of the fields of rows.
public interface FieldChange {
    /// Whether rows with these fields may be changed; asked once per set of fields.
    boolean touches(FieldSet fields);

    /// Changes the fields of a row.
    void change(Draft draft);
}
