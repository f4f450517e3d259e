package io.heliograph.core.config;

import io.heliograph.api.Secret;
import io.heliograph.core.config.bind.OptionShape;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the values of `@Identity` options, which say where an output's rows go.
final class Identities {
    private Identities() {}

    /// The values in order, as one text. It holds secrets.
    static String text(Record settings) {
        StringBuilder text = new StringBuilder();
        collect(settings, text);
        return text.toString();
    }

    private static void collect(Record settings, StringBuilder text) {
        for (OptionShape shape : OptionShape.of(settings.getClass())) {
            if (shape.identity() || shape.inline()) {
                Object value = shape.valueIn(settings);
                if (shape.identity()) {
                    text.append(shape.key()).append('=').append(revealed(value)).append('\n');
                } else if (value instanceof Record inline) {
                    collect(inline, text);
                }
            }
        }
    }

    /// An address as it is whoever asks: credentials are rotated, and the queue stays.
    private static String withoutUser(String address) {
        int host = address.indexOf("://") + 3;
        int end = host < 3 ? -1 : address.indexOf('/', host);
        int at = host < 3 ? -1 : address.lastIndexOf('@', end < 0 ? address.length() : end);
        return at < host ? address : address.substring(0, host) + address.substring(at + 1);
    }

    private static @Nullable Object revealed(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Secret secret -> withoutUser(secret.reveal());
            case String text -> withoutUser(text);
            case URI uri -> withoutUser(uri.toString());
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                for (Object item : list) {
                    all.add(revealed(item));
                }
                yield all;
            }
            default -> value;
        };
    }
}
