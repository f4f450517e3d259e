package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.ByteSource;
import io.heliograph.api.Detail;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import io.heliograph.testkit.RecordingAccumulator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/// A parser for tests, and its rows as text.
final class Parses {
    private final ExpositionParser parser;
    private final ExpositionFormat format;

    Parses(ExpositionFormat format, MetricVersion version, Convention convention, Strictness strictness) {
        this.format = format;
        this.parser = new ExpositionParser(reading(version, convention, strictness, false));
    }

    Parses(ExpositionFormat format, Reading reading) {
        this.format = format;
        this.parser = new ExpositionParser(reading);
    }

    static Reading reading(MetricVersion version, Convention convention, Strictness strictness, boolean classic) {
        return new Reading(
                version, convention, strictness, false, false, Labelling.NONE, Quota.NONE, true, classic, false);
    }

    /// As Prometheus stores it.
    static Parses of(ExpositionFormat format) {
        return new Parses(format, MetricVersion.V2, Convention.PROMETHEUS, Strictness.PROMETHEUS);
    }

    ExpositionParser parser() {
        return parser;
    }

    List<Metric> metrics(String text) throws ParseException {
        return metrics(text.getBytes(StandardCharsets.UTF_8));
    }

    List<Metric> metrics(byte[] bytes) throws ParseException {
        RecordingAccumulator out = new RecordingAccumulator();
        parser.parse(ByteSource.of(bytes, "test"), format, new Samples(), out);
        return out.metrics();
    }

    /// Each row as `{tags} {fields} TYPE nanos`, and behind `|` its detail.
    List<String> rows(String text) throws ParseException {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    List<String> rows(byte[] bytes) throws ParseException {
        return metrics(bytes).stream().map(Parses::text).toList();
    }

    static String text(Metric row) {
        String name = row.name().equals("prometheus") ? "" : row.name() + " ";
        String time = row.epochNanos() == 0 ? "" : " " + row.epochNanos();
        return name + row.tags() + " " + new TreeMap<>(row.toMap()) + " " + row.type() + time + text(row.detail());
    }

    private static String text(Detail detail) {
        if (detail == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(" |");
        Detail.Metadata metadata = detail.metadata();
        if (metadata != null) {
            text.append(' ').append(metadata.family());
            text.append(metadata.help().isEmpty() ? "" : " '" + metadata.help() + "'");
            text.append(metadata.unit().isEmpty() ? "" : " in " + metadata.unit());
        }
        text.append(detail.createdNanos() == 0 ? "" : " since " + detail.createdNanos());
        for (Exemplar exemplar : detail.exemplars()) {
            text.append(" e.g. ")
                    .append(exemplar.field())
                    .append(exemplar.labels())
                    .append(' ');
            text.append(exemplar.value()).append(exemplar.isTimed() ? " at " + exemplar.epochNanos() : "");
        }
        return text.toString();
    }
}
