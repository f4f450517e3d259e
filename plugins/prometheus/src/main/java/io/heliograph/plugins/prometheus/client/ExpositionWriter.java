package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.ByteSink;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.exposition.GoFloat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the text format 0.0.4.
final class ExpositionWriter {
    private final ByteSink out;
    private final boolean times;

    /// @param times whether samples get their time
    ExpositionWriter(ByteSink out, boolean times) {
        this.out = out;
        this.times = times;
    }

    void family(ExposedFamily family) {
        String name = Names.isPlain(family.name, true) ? family.name : quoted(family.name);
        out.putText("# HELP " + name + " Collected by Heliograph\n");
        out.putText("# TYPE " + name + " " + family.type.name().toLowerCase(Locale.ROOT) + "\n");
        for (Exposed member : family.members()) {
            switch (family.type) {
                case COUNTER, GAUGE, UNTYPED -> sample(family.name, "", member, null, 0, member.value);
                case HISTOGRAM -> histogram(family, member);
                case SUMMARY -> summary(family, member);
            }
        }
    }

    private void histogram(ExposedFamily family, Exposed member) {
        for (Map.Entry<Double, Double> bucket : member.parts.entrySet()) {
            sample(family.name, "_bucket", member, Translation.BOUND, bucket.getKey(), bucket.getValue());
        }
        if (!member.parts.containsKey(Double.POSITIVE_INFINITY)) {
            sample(family.name, "_bucket", member, Translation.BOUND, Double.POSITIVE_INFINITY, member.count);
        }
        totals(family, member);
    }

    private void summary(ExposedFamily family, Exposed member) {
        for (Map.Entry<Double, Double> quantile : member.parts.entrySet()) {
            sample(family.name, "", member, Translation.QUANTILE, quantile.getKey(), quantile.getValue());
        }
        totals(family, member);
    }

    private void totals(ExposedFamily family, Exposed member) {
        sample(family.name, "_sum", member, null, 0, member.sum);
        sample(family.name, "_count", member, null, 0, member.count);
    }

    private void sample(String name, String suffix, Exposed member, @Nullable String label, double bound, double value) {
        boolean plain = Names.isPlain(name, true);
        out.putText(plain ? name + suffix : "{" + quoted(name + suffix));
        String separator = plain ? "{" : ",";
        TagSet labels = member.labels;
        for (int i = 0; i < labels.size(); i++) {
            label(separator, labels.key(i), labels.value(i));
            separator = ",";
        }
        if (label != null) {
            label(separator, label, GoFloat.text(bound));
            separator = ",";
        }
        out.putText(separator.equals("{") ? " " : "} ");
        out.putText(GoFloat.text(value));
        if (times) {
            out.putText(" " + member.epochMillis);
        }
        out.put('\n');
    }

    private void label(String separator, String key, String value) {
        out.putText(separator);
        out.putText(Names.isPlain(key, false) ? key : quoted(key));
        out.put('=');
        out.putText(quoted(value));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
