package io.heliograph.core.format;

import io.heliograph.api.ByteSink;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Serializer;
import io.heliograph.api.TagSet;

/// Writes JSON as Telegraf does: `serializers.json`.
///
/// A row is `{"fields":{…},"name":"…","tags":{…},"timestamp":…}` with keys in order. NaN and infinite numbers and
/// native histograms are left out, as JSON has no such values; a row of which nothing remains is written with no
/// fields, which is what Telegraf does too.
public final class JsonSerializer implements Serializer {
    private final long unitNanos;
    private final GoLayout layout;
    private final boolean batchFormat;
    private final FieldTexts.Cache fieldOrder = new FieldTexts.Cache(true);

    /// @param context not needed
    public JsonSerializer(JsonSerializerConfig config, PluginContext context) {
        this.unitNanos = config.unitNanos();
        this.layout = GoLayout.of("json_timestamp_format", config.jsonTimestampFormat());
        this.batchFormat = config.useBatchFormat();
    }

    @Override
    public void serialize(MetricBatch batch, ByteSink out) {
        if (batchFormat) {
            out.putText("{\"metrics\":[");
        }
        for (int row = 0; row < batch.size(); row++) {
            if (batchFormat && row > 0) {
                out.put(',');
            }
            putRow(batch, row, out);
            if (!batchFormat) {
                out.put('\n');
            }
        }
        if (batchFormat) {
            out.putText("]}\n");
        }
    }

    private void putRow(MetricBatch batch, int row, ByteSink out) {
        out.putText("{\"fields\":{");
        putFields(batch, row, out);
        out.putText("},\"name\":");
        JsonText.put(out, batch.series(row).name());
        out.putText(",\"tags\":{");
        putTags(batch.series(row).tags(), out);
        out.putText("},\"timestamp\":");
        putTime(batch.epochNanos(row), out);
        out.put('}');
    }

    private void putFields(MetricBatch batch, int row, ByteSink out) {
        FieldSet fields = batch.fields(row);
        boolean first = true;
        for (int field : fieldOrder.of(fields).order()) {
            int before = out.size();
            if (!first) {
                out.put(',');
            }
            JsonText.put(out, fields.key(field));
            out.put(':');
            if (putValue(batch, row, field, out)) {
                first = false;
            } else {
                out.truncate(before);
            }
        }
    }

    private static boolean putValue(MetricBatch batch, int row, int field, ByteSink out) {
        long bits = batch.fields(row).kind(field).isObject() ? 0 : batch.bits(row, field);
        switch (batch.fields(row).kind(field)) {
            case DOUBLE -> {
                return JsonText.put(out, Double.longBitsToDouble(bits));
            }
            case LONG -> NumberText.put(out, bits);
            case UNSIGNED -> NumberText.putUnsigned(out, bits);
            case BOOLEAN -> out.putText(bits != 0 ? "true" : "false");
            case TEXT -> JsonText.put(out, batch.text(row, field));
            case HISTOGRAM -> {
                return false;
            }
        }
        return true;
    }

    private static void putTags(TagSet tags, ByteSink out) {
        for (int tag = 0; tag < tags.size(); tag++) {
            if (tag > 0) {
                out.put(',');
            }
            JsonText.put(out, tags.key(tag));
            out.put(':');
            JsonText.put(out, tags.value(tag));
        }
    }

    private void putTime(long epochNanos, ByteSink out) {
        if (layout.isEmpty()) {
            NumberText.put(out, epochNanos / unitNanos);
        } else {
            JsonText.put(out, layout.format(epochNanos));
        }
    }
}
