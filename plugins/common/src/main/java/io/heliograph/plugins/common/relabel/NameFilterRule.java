package io.heliograph.plugins.common.relabel;

/// `labeldrop` and `labelkeep`.
///
/// @param keeps whether labels whose name matches are kept, and not removed
record NameFilterRule(Expression expression, boolean keeps) implements Rule {
    @Override
    public boolean apply(Labels labels) {
        for (int i = labels.size() - 1; i >= 0; i--) {
            if (expression.matches(labels.name(i)) != keeps) {
                labels.remove(i);
            }
        }
        return true;
    }

    @Override
    public boolean touches(String label) {
        return expression.matches(label) != keeps;
    }
}
