package io.heliograph.plugins.common.relabel;

/// `keepequal` and `dropequal`.
///
/// @param keeps whether what is equal is kept, and not dropped
record EqualRule(Source source, String target, boolean keeps) implements Rule {
    @Override
    public boolean apply(Labels labels) {
        return labels.value(target).equals(source.of(labels)) == keeps;
    }

    @Override
    public boolean touches(String label) {
        return source.has(label) || target.equals(label);
    }
}
