package io.heliograph.plugins.common.relabel;

/// Which names labels may have: `metric_name_validation_scheme` of Prometheus.
public enum NameValidation {
    /// Any text that is not empty.
    UTF8 {
        @Override
        public boolean allowsLabel(String name) {
            return !name.isEmpty() && isValidText(name);
        }

        @Override
        boolean allowsTemplate(String template) {
            return isValidText(template);
        }
    },
    /// Letters, digits and underscores, with no digit in front.
    LEGACY {
        @Override
        public boolean allowsLabel(String name) {
            return LegacyNames.isName(name);
        }

        @Override
        boolean allowsTemplate(String template) {
            return LegacyNames.isTemplate(template);
        }
    };

    /// Whether a label may have that name.
    public abstract boolean allowsLabel(String name);

    /// Whether a text with references like `${1}` may give names of labels.
    abstract boolean allowsTemplate(String template);

    /// Whether it can be written in UTF-8: no half of a surrogate pair.
    private static boolean isValidText(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(at))) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }
}
