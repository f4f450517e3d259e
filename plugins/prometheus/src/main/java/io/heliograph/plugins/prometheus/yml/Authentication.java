package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import java.util.List;

/// The ways of authentication, of which there can be one.
final class Authentication {
    private static final List<String> WAYS =
            List.of("basic_auth", "authorization", "oauth2", "bearer_token", "bearer_token_file");

    private Authentication() {}

    /// Whether a table has at most one; it is told otherwise.
    static boolean isSound(TomlTable table, String path, Translation into) {
        String first = null;
        for (String way : WAYS) {
            TomlValue value = table.entries().get(way);
            if (value != null && first != null) {
                String message = "only one of " + String.join(", ", WAYS) + " can be: " + first + " is set as well";
                into.problem(value.place(), path + "." + way, message);
                return false;
            }
            first = value != null ? way : first;
        }
        return true;
    }

    /// Bearer tokens are of Prometheus' older way.
    static void translate(OwnTable table) {
        TomlValue token = table.take("bearer_token");
        TomlValue file = table.take("bearer_token_file");
        TomlValue either = token == null ? file : token;
        if (either != null) {
            OwnTable authorization = new OwnTable(either.place());
            table.putBelow(
                    "authorization", authorization.put("credentials", token).put("credentials_file", file));
        }
    }
}
