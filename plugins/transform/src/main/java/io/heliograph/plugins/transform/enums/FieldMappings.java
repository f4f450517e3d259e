package io.heliograph.plugins.transform.enums;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.plugins.common.go.GoNumbers;
import io.heliograph.plugins.transform.enums.EnumConfig.Mapping;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.shape.FieldChange;
import java.util.ArrayList;
import java.util.List;

/// Looks up the fields of a row, all of them before the first result is put.
final class FieldMappings implements FieldChange {
    private final List<Mapping> mappings;
    private final List<String> destinations = new ArrayList<>();
    private final List<Object> results = new ArrayList<>();

    FieldMappings(List<Mapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public boolean touches(FieldSet fields) {
        for (int field = 0; field < fields.size(); field++) {
            for (Mapping mapping : mappings) {
                if (mapping.isOfField(fields.key(field)) && fields.kind(field) != FieldKind.HISTOGRAM) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void change(Draft draft) {
        for (int i = 0; i < mappings.size(); i++) {
            lookUp(mappings.get(i), draft);
        }
        for (int i = 0; i < results.size(); i++) {
            draft.set(destinations.get(i), results.get(i));
        }
        destinations.clear();
        results.clear();
    }

    private void lookUp(Mapping mapping, Draft draft) {
        for (int field = 0; field < draft.size(); field++) {
            Object mapped = mapping.isOfField(draft.key(field)) ? mapping.mapped(text(draft.value(field))) : null;
            if (mapped != null) {
                destinations.add(mapping.destination(draft.key(field)));
                results.add(mapped);
            }
        }
    }

    private static String text(Object value) {
        return value instanceof Double number ? GoNumbers.plain(number) : value.toString();
    }
}
