package io.heliograph.plugins.common.relabel;

/// `replace`: one label becomes what the template says, where the expression matches and the label's name is one.
record ReplaceRule(Source source, Expression expression, Template target, Template replacement, NameValidation names)
        implements Rule {
    static ReplaceRule of(Source source, Expression expression, RelabelConfig config, NameValidation names) {
        Template target = Template.of(String.valueOf(config.targetLabel()), expression);
        return new ReplaceRule(source, expression, target, Template.of(config.replacement(), expression), names);
    }

    @Override
    public boolean apply(Labels labels) {
        String text = source.of(labels);
        int[] bounds = expression.groups(text);
        if (bounds != null) {
            String name = target.expand(text, bounds);
            if (target.isConstant() || names.allowsLabel(name)) {
                labels.put(name, replacement.expand(text, bounds));
            }
        }
        return true;
    }

    @Override
    public boolean touches(String label) {
        return source.has(label) || target.mayGive(label);
    }
}
