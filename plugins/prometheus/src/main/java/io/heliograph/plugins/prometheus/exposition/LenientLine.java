package io.heliograph.plugins.prometheus.exposition;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A sample as VictoriaMetrics reads it, for lines that Prometheus refuses: names of any characters, labels without a
/// name left out, anything after the time ignored.
///
/// @param series the sample's series as the text format has it, quoted where it must be
/// @param value of the sample
/// @param epochMillis its time, or [Samples#NO_TIME]
record LenientLine(byte[] series, double value, long epochMillis) {
    private static final long SECONDS_BELOW = 1L << 31;

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /// Reads a line; null where there is no sample in it.
    static @Nullable LenientLine read(byte[] text, int from, int to) {
        String line = new String(text, from, to - from, StandardCharsets.UTF_8);
        return line.indexOf('\ufffd') >= 0 ? null : new Scanner(line).sample();
    }

    /// Times are in seconds where they are small.
    static long millis(long time) {
        return time > -SECONDS_BELOW && time < SECONDS_BELOW ? 1000 * time : time;
    }

    private static final class Scanner {
        private final String line;
        private final StringBuilder labels = new StringBuilder();
        private String name = "";
        private int at;

        Scanner(String line) {
            this.line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        }

        @Nullable
        LenientLine sample() {
            skipBlanks();
            int from = at;
            while (at < line.length() && !isBlank(line.charAt(at)) && line.charAt(at) != '{') {
                at++;
            }
            name = line.substring(from, at);
            skipBlanks();
            if (at < line.length() && line.charAt(at) == '{' && !labels()) {
                return null;
            }
            return name.isEmpty() || name.startsWith("#") ? null : valued();
        }

        private @Nullable LenientLine valued() {
            String value = word();
            String time = word();
            try {
                byte[] digits = value.getBytes(StandardCharsets.UTF_8);
                DecimalReader decimals = new DecimalReader();
                double number = decimals.read(digits, 0, digits.length);
                boolean timed = !time.isEmpty() && !time.startsWith("#");
                long millis = timed ? millis(Long.parseLong(time)) : Samples.NO_TIME;
                return decimals.end() < digits.length ? null : new LenientLine(series(), number, millis);
            } catch (Fault | NumberFormatException notANumber) {
                return null;
            }
        }

        private byte[] series() {
            String text = "{" + quoted(name) + labels + "}";
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static String quoted(String plain) {
            return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }

        private boolean labels() {
            at++;
            while (true) {
                skipBlanks();
                if (at >= line.length()) {
                    return false;
                }
                if (line.charAt(at) == '}') {
                    at++;
                    return true;
                }
                if (!label()) {
                    return false;
                }
                skipBlanks();
                if (at < line.length() && line.charAt(at) == ',') {
                    at++;
                } else if (at >= line.length() || line.charAt(at) != '}') {
                    return false;
                }
            }
        }

        private boolean label() {
            boolean inQuotes = line.charAt(at) == '"';
            String key = inQuotes ? text() : key();
            skipBlanks();
            if (key == null || at >= line.length()) {
                return false;
            }
            if (inQuotes && line.charAt(at) != '=') {
                boolean first = name.isEmpty();
                name = first ? key : name;
                return first;
            }
            if (line.charAt(at++) != '=') {
                return false;
            }
            skipBlanks();
            String value = at < line.length() && line.charAt(at) == '"' ? text() : null;
            if (value != null && !key.isEmpty()) {
                labels.append(',').append(quoted(key)).append('=').append(quoted(value));
            }
            return value != null;
        }

        private String key() {
            int from = at;
            while (at < line.length() && "=},\" \t".indexOf(line.charAt(at)) < 0) {
                at++;
            }
            return line.substring(from, at);
        }

        private @Nullable String text() {
            StringBuilder plain = new StringBuilder();
            for (at++; at < line.length(); at++) {
                char c = line.charAt(at);
                if (c == '"') {
                    at++;
                    return plain.toString();
                }
                if (c == '\\' && at + 1 < line.length()) {
                    c = line.charAt(++at);
                    plain.append(c == 'n' ? "\n" : c == '"' || c == '\\' ? String.valueOf(c) : "\\" + c);
                } else {
                    plain.append(c);
                }
            }
            return null;
        }

        private String word() {
            skipBlanks();
            int from = at;
            while (at < line.length() && !isBlank(line.charAt(at))) {
                at++;
            }
            return line.substring(from, at);
        }

        private void skipBlanks() {
            while (at < line.length() && isBlank(line.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
