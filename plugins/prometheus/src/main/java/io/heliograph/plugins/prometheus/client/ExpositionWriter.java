package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.ByteSink;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.exposition.GoFloat;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the text format: 0.0.4, or 1.0.0 with names in quotes for a reader that asks for them.
final class ExpositionWriter {
    private static final double MOST_PLAIN_DIGITS = 1e6; // from here on Go writes an exponent

    private final ByteSink out;
    private final boolean times;
    private final boolean quotes;
    private final Set<String> renamed = new HashSet<>();

    /// @param times whether samples get their time
    /// @param quotes whether the reader takes any name; for others `_` stands for what they do not take
    ExpositionWriter(ByteSink out, boolean times, boolean quotes) {
        this.out = out;
        this.times = times;
        this.quotes = quotes;
    }

    /// Writes a family, unless the reader already has one that came to the same name.
    void family(ExposedFamily family) {
        boolean plain = Names.isPlain(family.name, true);
        String name = plain || quotes ? family.name : Names.escaped(family.name, true);
        if (!(plain || quotes) && !renamed.add(name) || plain && renamed.contains(name)) {
            return;
        }
        String written = plain || !quotes ? name : quoted(name);
        out.putText("# HELP " + written + " Collected by Heliograph\n");
        out.putText("# TYPE " + written + " " + Names.word(family.type) + "\n");
        Set<TagSet> shown = family.isRelabelled() ? new HashSet<>() : null;
        for (Exposed member : family.members()) {
            if (shown == null || shown.add(member.labels)) {
                member(name, family.type, member);
            }
        }
    }

    private void member(String name, ValueType type, Exposed member) {
        switch (type) {
            case COUNTER, GAUGE, UNTYPED, INFO, STATE_SET -> sample(name, "", member, null, "", member.value);
            case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(name, member);
            case SUMMARY -> summary(name, member);
        }
    }

    private void histogram(String name, Exposed member) {
        Parts buckets = member.parts;
        for (int i = 0; i < buckets.size(); i++) {
            sample(name, "_bucket", member, Naming.BOUND, buckets.text(i), buckets.value(i));
        }
        boolean open = buckets.size() == 0 || buckets.mark(buckets.size() - 1) != Double.POSITIVE_INFINITY;
        if (open) {
            sample(name, "_bucket", member, Naming.BOUND, "+Inf", member.bucketCount());
        }
        totals(name, member, member.bucketCount());
    }

    private void summary(String name, Exposed member) {
        Parts quantiles = member.parts;
        for (int i = 0; i < quantiles.size(); i++) {
            sample(name, "", member, Naming.QUANTILE, quantiles.text(i), quantiles.value(i));
        }
        totals(name, member, member.count());
    }

    private void totals(String name, Exposed member, double count) {
        sample(name, "_sum", member, null, "", member.sum);
        sample(name, "_count", member, null, "", count);
    }

    private void sample(String name, String suffix, Exposed member, @Nullable String label, String mark, double value) {
        boolean plain = Names.isPlain(name, true);
        if (plain) {
            out.putText(name);
            out.putText(suffix);
        } else {
            out.put('{');
            out.putText(quoted(name + suffix));
        }
        boolean first = labels(member.labels, plain);
        if (label != null) {
            label(first, label, mark);
            first = false;
        }
        out.putText(first ? " " : "} ");
        number(value);
        if (times) {
            out.put(' ');
            out.putText(Long.toString(member.epochMillis));
        }
        out.put('\n');
    }

    /// Writes labels; whether no brace is open after them.
    private boolean labels(TagSet labels, boolean noBrace) {
        boolean first = noBrace;
        for (int i = 0; i < labels.size(); i++) {
            String key = labels.key(i);
            String shown = quotes || Names.isPlain(key, false) ? key : Names.escaped(key, false);
            if (shown.equals(key) || !labels.has(shown)) {
                label(first, shown, labels.value(i));
                first = false;
            }
        }
        return first;
    }

    private void label(boolean first, String key, String value) {
        out.put(first ? '{' : ',');
        out.putText(Names.isPlain(key, false) ? key : quoted(key));
        out.put('=');
        out.putText(quoted(value));
    }

    private void number(double value) {
        long whole = (long) value;
        boolean brief = whole == value && Math.abs(value) < MOST_PLAIN_DIGITS && (whole != 0 || 1 / value > 0);
        out.putText(brief ? Long.toString(whole) : GoFloat.text(value));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
