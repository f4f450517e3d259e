package io.heliograph.plugins.prometheus.exposition;

import java.math.BigDecimal;

/// Floating point numbers as Go writes them with the verb `%g` and no precision: `0.99`, `125000`, `1e+06`, `+Inf`.
///
/// Telegraf names fields and tags of buckets and quantiles this way.
public final class GoFloat {
    private GoFloat() {}

    /// The number as text.
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < -4 || exponent >= 6 ? scientific(shortest, exponent) : shortest.toPlainString();
    }

    /// The number as OpenMetrics writes bounds and quantiles: as [#text], and with `.0` where it would look like an
    /// integer.
    public static String openMetricsText(double value) {
        String text = text(value);
        boolean integer = Double.isFinite(value) && text.indexOf('.') < 0 && text.indexOf('e') < 0;
        return integer ? text + ".0" : text;
    }

    private static String scientific(BigDecimal value, int exponent) {
        String digits = value.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(24);
        text.append(value.signum() < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        int size = Math.abs(exponent);
        return text.append(exponent < 0 ? "e-" : "e+")
                .append(size < 10 ? "0" : "")
                .append(size)
                .toString();
    }
}
