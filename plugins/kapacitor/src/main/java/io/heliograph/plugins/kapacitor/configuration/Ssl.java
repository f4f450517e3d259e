package io.heliograph.plugins.kapacitor.configuration;

import io.heliograph.api.config.TomlScalar;

/// The keys of TLS that scrapers and InfluxDB share.
final class Ssl {
    private Ssl() {}

    static void translate(ForeignTable table, OwnTable own) {
        own.put("tls_ca", table.text("ssl-ca"));
        own.put("tls_cert", table.text("ssl-cert"));
        own.put("tls_key", table.text("ssl-key"));
        if (table.flag("insecure-skip-verify", false)) {
            own.put("insecure_skip_verify", new TomlScalar(true, table.placeOf("insecure-skip-verify")));
        }
    }
}
