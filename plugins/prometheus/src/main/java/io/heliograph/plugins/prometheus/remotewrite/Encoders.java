package io.heliograph.plugins.prometheus.remotewrite;

import java.util.EnumMap;
import java.util.Map;

/// An encoder for each message that is in use: mostly one.
final class Encoders {
    private static final int HEAP_SHARE = 32;

    private final PrometheusRemoteWriteConfig config;
    private final Map<Message, Encoder> made = new EnumMap<>(Message.class);

    Encoders(PrometheusRemoteWriteConfig config) {
        this.config = config;
    }

    Encoder of(Message message) {
        Encoder known = made.get(message);
        if (known == null) {
            known = make(message);
            made.put(message, known);
        }
        return known;
    }

    /// The requests from now on go to another receiver.
    void meetAnother() {
        made.values().forEach(Encoder::meetAnother);
    }

    private Encoder make(Message message) {
        Encoder.Extras extras = new Encoder.Extras(
                config.stringAsLabel(),
                config.sendExemplars(),
                config.metadataConfig().sendInterval().toNanos(),
                Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        RequestBody body = message == Message.V1 ? new InlineBody() : new SymbolBody();
        return new Encoder(body, config.translator(message), extras, System.nanoTime());
    }
}
