package io.heliograph.plugins.kapacitor.configuration;

import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.Translation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The InfluxDB servers of a configuration become outputs.
final class Servers {
    /// What belongs to tasks, or to subscriptions, by which Kapacitor hears what others write.
    private static final List<String> WITHOUT_MEANING = List.of(
            "default",
            "subscriptions",
            "excluded-subscriptions",
            "disable-subscriptions",
            "subscription-protocol",
            "subscription-mode",
            "subscription-path",
            "subscriptions-sync-interval",
            "http-shared-secret",
            "kapacitor-hostname",
            "http-port",
            "udp-bind",
            "udp-buffer",
            "udp-read-buffer",
            "startup-timeout");

    private final Translation into;
    private final Scrapers scrapers;

    Servers(Translation into, Scrapers scrapers) {
        this.into = into;
        this.scrapers = scrapers;
    }

    /// Takes `[[influxdb]]`.
    void add(TomlTable foreign) {
        ForeignTable table = new ForeignTable("influxdb", foreign, into);
        boolean enabled = table.flag("enabled", true);
        OwnTable own = new OwnTable(table.place());
        own.put("alias", table.text("name"));
        own.put("urls", table.texts("urls"));
        login(table, own);
        Duration timeout = table.duration("timeout");
        if (timeout != null) {
            own.put("timeout", GoDuration.format(timeout), table.placeOf("timeout"));
        }
        compression(table, own);
        Ssl.translate(table, own);
        destination(table, own);
        List<String> passedOver = passedOver(table);
        table.tellUnknown();
        if (enabled) {
            tell(table, passedOver);
            if (table.isSound()) {
                into.table("outputs.influxdb", "influxdb", own.done());
            }
        }
    }

    private static void login(ForeignTable table, OwnTable own) {
        own.put("username", table.text("username"));
        own.put("password", table.text("password"));
        TomlScalar token = table.text("token");
        if (token != null) {
            own.put("http_headers", Map.of("Authorization", "Token " + token.value()), token.place());
        }
    }

    private static void compression(ForeignTable table, OwnTable own) {
        TomlScalar compression = table.text("compression");
        if (compression == null) {
            return;
        }
        switch ((String) compression.value()) {
            case "gzip" -> own.put("content_encoding", "gzip", compression.place());
            case "none" -> own.put("content_encoding", "identity", compression.place());
            default ->
                table.problem("compression", "not a compression: '" + compression.value() + "' (try gzip, none)");
        }
    }

    private void destination(ForeignTable table, OwnTable own) {
        Scrapers.Destination first = scrapers.first();
        if (first == null) {
            return;
        }
        own.put("database", first.database());
        own.put("retention_policy", first.policy());
        if (scrapers.areSeveral()) {
            own.put("database_tag", Scrapers.DATABASE_TAG, table.place());
            own.put("exclude_database_tag", true, table.place());
            own.put("retention_policy_tag", Scrapers.POLICY_TAG, table.place());
            own.put("exclude_retention_policy_tag", true, table.place());
        }
    }

    private static List<String> passedOver(ForeignTable table) {
        List<String> passedOver = new ArrayList<>();
        for (String key : WITHOUT_MEANING) {
            if (table.passesOver(key)) {
                passedOver.add(key);
            }
        }
        return passedOver;
    }

    private void tell(ForeignTable table, List<String> passedOver) {
        if (!passedOver.isEmpty()) {
            String why = " (nothing here subscribes to InfluxDB, and no task picks a cluster)";
            into.note(table.place(), "influxdb", "passed over: " + String.join(", ", passedOver) + why);
        }
    }
}
