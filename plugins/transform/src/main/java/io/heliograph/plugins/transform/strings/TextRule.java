package io.heliograph.plugins.transform.strings;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.transform.shape.Draft;
import io.heliograph.plugins.transform.strings.StringsConfig.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A change of texts, and what it is made to.
final class TextRule {
    private static final int MOST_KEYS = 10_000;

    private final Subject subject;
    private final UnaryOperator<String> change;
    private final Map<String, String> changedKeys = new HashMap<>();

    TextRule(Subject subject, UnaryOperator<String> change) {
        this.subject = subject;
        this.change = change;
    }

    private static boolean names(@Nullable String wanted, String name) {
        return wanted != null && !wanted.isEmpty() && (wanted.equals("*") || wanted.equals(name));
    }

    private String destination(@Nullable String wanted, String key) {
        String dest = subject.dest();
        return dest == null || dest.isEmpty() || "*".equals(wanted) ? key : dest;
    }

    /// The series after the change: values of tags, then keys of tags, then the name.
    Series apply(Series series) {
        TagSet tags = changedTagKeys(changedTagValues(series.tags()));
        boolean named = names(subject.measurement(), series.name());
        return (named ? series.renamed(change.apply(series.name())) : series).tagged(tags);
    }

    private TagSet changedTagValues(TagSet tags) {
        TagSet result = tags;
        for (int i = 0; i < tags.size(); i++) {
            if (names(subject.tag(), tags.key(i))) {
                result = result.with(destination(subject.tag(), tags.key(i)), change.apply(tags.value(i)));
            }
        }
        return result;
    }

    private TagSet changedTagKeys(TagSet tags) {
        TagSet result = tags;
        for (int i = 0; i < tags.size(); i++) {
            String key = names(subject.tagKey(), tags.key(i)) ? change.apply(tags.key(i)) : "";
            if (!key.isEmpty()) {
                result = result.without(tags.key(i)).with(key, tags.value(i));
            }
        }
        return result;
    }

    boolean isOfFields() {
        return isSet(subject.field()) || isSet(subject.fieldKey());
    }

    private static boolean isSet(@Nullable String name) {
        return name != null && !name.isEmpty();
    }

    boolean touches(FieldSet fields) {
        for (int i = 0; i < fields.size(); i++) {
            boolean text = names(subject.field(), fields.key(i)) && fields.kind(i) == FieldKind.TEXT;
            if (text || names(subject.fieldKey(), fields.key(i))) {
                return true;
            }
        }
        return false;
    }

    /// Changes the fields of a row: texts, then keys.
    void apply(Draft draft) {
        int size = draft.size();
        for (int field = 0; field < size; field++) {
            String text = names(subject.field(), draft.key(field)) ? draft.text(field) : null;
            if (text != null) {
                draft.set(destination(subject.field(), draft.key(field)), change.apply(text));
            }
        }
        if (isSet(subject.fieldKey())) {
            changeKeys(draft);
        }
    }

    private void changeKeys(Draft draft) {
        int field = 0;
        while (field < draft.size()) {
            String key = draft.key(field);
            String changed = names(subject.fieldKey(), key) ? changedKey(key) : key;
            int taken = draft.indexOf(changed);
            if (!changed.isEmpty()) {
                draft.rename(field, changed);
            }
            // a field before this one that had the name is gone, and this one has moved up
            field += taken >= 0 && taken < field ? 0 : 1;
        }
    }

    /// From memory after the first time, so that it is one object for all rows.
    private String changedKey(String key) {
        String changed = changedKeys.get(key);
        if (changed == null) {
            if (changedKeys.size() >= MOST_KEYS) {
                changedKeys.clear();
            }
            changed = change.apply(key);
            changedKeys.put(key, changed);
        }
        return changed;
    }
}
