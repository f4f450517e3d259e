package io.heliograph.plugins.mysql.dsn;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The part of a data source name after the question mark.
///
/// @param tls whether and how the connection is encrypted
/// @param connectTimeout for the connection and the log-in
/// @param readTimeout for each answer
/// @param compress whether the traffic is compressed
/// @param collation of the connection; empty for that of the driver
/// @param sessionVariables set after the log-in: every parameter that is none of the driver's
/// @param meaningless parameters of Telegraf's driver that change nothing here
public record DsnParameters(
        Tls tls,
        Duration connectTimeout,
        Duration readTimeout,
        boolean compress,
        String collation,
        Map<String, String> sessionVariables,
        Set<String> meaningless) {

    /// Telegraf's default for the connection.
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Long enough for a performance schema with many tables; a wedged server is let go by then.
    private static final Duration READ = Duration.ofSeconds(10);

    /// They are about how Go sees results, about files and statements that are never sent, or about authentication
    /// methods that are always allowed.
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "allowAllFiles",
            "allowCleartextPasswords",
            "allowFallbackToPlaintext",
            "allowNativePasswords",
            "allowOldPasswords",
            "charset",
            "checkConnLiveness",
            "clientFoundRows",
            "columnsWithAlias",
            "connectionAttributes",
            "interpolateParams",
            "loc",
            "maxAllowedPacket",
            "multiStatements",
            "parseTime",
            "rejectReadOnly",
            "serverPubKey",
            "timeTruncate",
            "writeTimeout");

    /// Takes copies.
    public DsnParameters {
        sessionVariables = Map.copyOf(sessionVariables);
        meaningless = Set.copyOf(meaningless);
    }

    static DsnParameters parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : text.isEmpty() ? List.<String>of() : List.of(text.split("&"))) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                values.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
            }
        }
        return of(values);
    }

    private static DsnParameters of(Map<String, String> values) {
        Tls tls = Tls.parse(values.getOrDefault("tls", ""));
        Duration connect = duration(values, "timeout", CONNECT);
        Duration read = duration(values, "readTimeout", READ);
        boolean compress = isTrue(values.getOrDefault("compress", "false"));
        String collation = values.getOrDefault("collation", "");
        values.keySet().removeAll(Set.of("tls", "timeout", "readTimeout", "compress", "collation"));
        Set<String> meaningless = new TreeSet<>(values.keySet());
        meaningless.retainAll(WITHOUT_MEANING);
        values.keySet().removeAll(meaningless);
        return new DsnParameters(tls, connect, read, compress, collation, values, meaningless);
    }

    private static Duration duration(Map<String, String> values, String key, Duration absent) {
        String text = values.get(key);
        Duration duration = text == null ? Duration.ZERO : GoDuration.parse(text);
        return duration.isZero() ? absent : duration;
    }

    private static boolean isTrue(String value) {
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw new IllegalArgumentException(
                    "a % in a parameter is not followed by two hex digits (write %25)", badEscape);
        }
    }
}
