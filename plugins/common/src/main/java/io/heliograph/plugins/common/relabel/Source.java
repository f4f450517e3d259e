package io.heliograph.plugins.common.relabel;

/// The values that a rule looks at, joined.
///
/// @param names of the labels
/// @param separator between the values
record Source(String[] names, String separator) {
    static Source of(RelabelConfig config) {
        return new Source(config.sourceLabels().toArray(String[]::new), config.separator());
    }

    String of(Labels labels) {
        if (names.length == 1) {
            return labels.value(names[0]);
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            joined.append(i == 0 ? "" : separator).append(labels.value(names[i]));
        }
        return joined.toString();
    }

    boolean has(String label) {
        for (String name : names) {
            if (name.equals(label)) {
                return true;
            }
        }
        return false;
    }
}
