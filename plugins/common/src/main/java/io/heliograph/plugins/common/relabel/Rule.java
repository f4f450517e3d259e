package io.heliograph.plugins.common.relabel;

/// One rule at work.
interface Rule {
    /// Changes the labels.
    ///
    /// @return false where what has these labels is dropped
    boolean apply(Labels labels);

    /// Whether it may read or write that label, of whatever labels there are besides.
    boolean touches(String label);

    /// Checked already.
    static Rule of(RelabelConfig config, NameValidation names) {
        Source source = Source.of(config);
        Expression expression = Expression.of(config.regex());
        String target = config.targetLabel() == null ? "" : config.targetLabel();
        return switch (config.action()) {
            case REPLACE -> ReplaceRule.of(source, expression, config, names);
            case KEEP -> new MatchRule(source, expression, true);
            case DROP -> new MatchRule(source, expression, false);
            case KEEPEQUAL -> new EqualRule(source, target, true);
            case DROPEQUAL -> new EqualRule(source, target, false);
            case HASHMOD -> new HashRule(source, target, config.modulus());
            case LABELMAP -> new NameMapRule(expression, Template.of(config.replacement(), expression));
            case LABELDROP -> new NameFilterRule(expression, false);
            case LABELKEEP -> new NameFilterRule(expression, true);
            case LOWERCASE -> new CaseRule(source, target, false);
            case UPPERCASE -> new CaseRule(source, target, true);
        };
    }
}
