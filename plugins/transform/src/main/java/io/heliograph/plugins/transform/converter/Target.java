package io.heliograph.plugins.transform.converter;

import org.jspecify.annotations.Nullable;

/// What a tag or field becomes.
enum Target {
    MEASUREMENT("measurement"),
    TAG("tag"),
    FLOAT("float"),
    INTEGER("integer"),
    UNSIGNED("unsigned"),
    BOOLEAN("boolean"),
    STRING("string"),
    TIMESTAMP("timestamp"),
    BASE64_FLOAT("base64_ieee_float32"),
    /// It stays.
    NONE("none");

    private final String key;

    Target(String key) {
        this.key = key;
    }

    /// A value as one of this type, or null where it is none. Measurements and tags are texts.
    @Nullable
    Object convert(Object value) {
        return switch (this) {
            case MEASUREMENT, TAG, STRING -> Conversions.toText(value);
            case FLOAT -> Conversions.toFloat(value);
            case INTEGER -> Conversions.toInteger(value);
            case UNSIGNED -> Conversions.toUnsigned(value);
            case BOOLEAN -> Conversions.toBoolean(value);
            case BASE64_FLOAT -> Conversions.ofBase64(value);
            case TIMESTAMP, NONE -> value;
        };
    }

    /// As in the configuration.
    @Override
    public String toString() {
        return key;
    }
}
