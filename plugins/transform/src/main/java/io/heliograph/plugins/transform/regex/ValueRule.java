package io.heliograph.plugins.transform.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.heliograph.api.GlobList;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.transform.regex.RegexConfig.Conversion;
import io.heliograph.plugins.transform.shape.Draft;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Converts the values of tags or the texts of fields.
final class ValueRule {
    private final GlobList keys;
    private final Pattern pattern;
    private final Replacement replacement;
    private final @Nullable String resultKey;
    private final boolean append;
    private final String[] groups; // the names by number, less one; empty where the replacement counts

    ValueRule(Conversion conversion) {
        keys = GlobList.of(List.of(conversion.key()));
        pattern = Pattern.compile(conversion.pattern());
        String template = conversion.replacement() == null ? "" : conversion.replacement();
        replacement = new Replacement(pattern, template);
        resultKey = conversion.resultKey() == null || conversion.resultKey().isEmpty() ? null : conversion.resultKey();
        append = conversion.append();
        groups = template.isEmpty() && resultKey == null ? groupNames(pattern) : new String[0];
    }

    private static String[] groupNames(Pattern pattern) {
        Map<String, Integer> named = pattern.namedGroups();
        if (named.size() != pattern.groupCount()) {
            return new String[0];
        }
        String[] names = new String[named.size()];
        named.forEach((name, group) -> names[group - 1] = name);
        return names;
    }

    boolean matchesKey(String key) {
        return keys.matches(key);
    }

    /// The tags after the conversion.
    TagSet apply(TagSet tags) {
        TagSet result = tags;
        for (int i = 0; i < tags.size(); i++) {
            if (keys.matches(tags.key(i))) {
                result =
                        groups.length > 0 ? spread(tags.value(i), result) : replace(tags.key(i), tags.value(i), result);
            }
        }
        return result;
    }

    private TagSet spread(String value, TagSet tags) {
        Matcher matcher = pattern.matcher(value);
        TagSet result = tags;
        if (matcher.find()) {
            for (int group = 0; group < groups.length; group++) {
                String found = matcher.group(group + 1);
                result = found == null || found.isEmpty() ? result : put(groups[group], found, result);
            }
        }
        return result;
    }

    private TagSet replace(String key, String value, TagSet tags) {
        String replaced = replacement.apply(value);
        return replaced == null ? tags : put(resultKey == null ? key : resultKey, replaced, tags);
    }

    private TagSet put(String key, String value, TagSet tags) {
        String present = append ? tags.get(key) : null;
        return tags.with(key, present == null ? value : present + value);
    }

    /// Converts the texts of a row.
    void apply(Draft draft) {
        int size = draft.size();
        for (int field = 0; field < size; field++) {
            String text = keys.matches(draft.key(field)) ? draft.text(field) : null;
            if (text != null) {
                convert(draft, draft.key(field), text);
            }
        }
    }

    private void convert(Draft draft, String key, String text) {
        if (groups.length > 0) {
            spread(draft, text);
            return;
        }
        String replaced = replacement.apply(text);
        if (replaced != null) {
            draft.set(resultKey == null ? key : resultKey, replaced);
        }
    }

    private void spread(Draft draft, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return;
        }
        for (int group = 0; group < groups.length; group++) {
            String found = matcher.group(group + 1);
            if (found != null && !found.isEmpty()) {
                draft.set(groups[group], found);
            }
        }
    }
}
