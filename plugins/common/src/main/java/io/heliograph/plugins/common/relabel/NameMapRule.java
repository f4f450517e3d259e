package io.heliograph.plugins.common.relabel;

/// `labelmap`: labels whose name matches are copied to the name that the template gives.
record NameMapRule(Expression expression, Template replacement) implements Rule {
    @Override
    public boolean apply(Labels labels) {
        Labels before = labels.copy();
        for (int i = 0; i < before.size(); i++) {
            String name = before.name(i);
            int[] bounds = expression.groups(name);
            if (bounds != null) {
                labels.put(replacement.expand(name, bounds), before.value(i));
            }
        }
        return true;
    }

    @Override
    public boolean touches(String label) {
        return expression.matches(label) || replacement.mayGive(label);
    }
}
