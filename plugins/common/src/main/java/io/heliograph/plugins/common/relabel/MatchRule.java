package io.heliograph.plugins.common.relabel;

/// `keep` and `drop`.
///
/// @param keeps whether what matches is kept, and not dropped
record MatchRule(Source source, Expression expression, boolean keeps) implements Rule {
    @Override
    public boolean apply(Labels labels) {
        return expression.matches(source.of(labels)) == keeps;
    }

    @Override
    public boolean touches(String label) {
        return source.has(label);
    }
}
