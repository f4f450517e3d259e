package io.heliograph.plugins.common.relabel;

/// `lowercase` and `uppercase`, character by character as Go does it: `ß` stays `ß`, where Java would make `SS` of it.
record CaseRule(Source source, String target, boolean upper) implements Rule {
    @Override
    public boolean apply(Labels labels) {
        labels.put(target, mapped(source.of(labels)));
        return true;
    }

    private String mapped(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            mapped.appendCodePoint(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
            at += Character.charCount(c);
        }
        return mapped.toString();
    }

    @Override
    public boolean touches(String label) {
        return source.has(label) || target.equals(label);
    }
}
