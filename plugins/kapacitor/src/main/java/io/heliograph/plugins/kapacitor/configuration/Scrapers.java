package io.heliograph.plugins.kapacitor.configuration;

import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scrapers of a configuration become inputs. Their `db` and `rp` come to the outputs as tags, but for those of
/// the first one, which are the outputs' own. The label `job` of a target is dropped, as Kapacitor does; one that a
/// page has is `exported_job`.
final class Scrapers {
    /// The tags by which outputs tell databases and retention policies. They are not written. No leading underscores:
    /// relabelling takes labels that begin with two away.
    static final String DATABASE_TAG = "kapacitor_db";

    static final String POLICY_TAG = "kapacitor_rp";

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Translation into;
    private final Discoverers discoverers;
    private @Nullable Destination first;
    private boolean several;

    /// Where the rows of a scraper go.
    record Destination(TomlScalar database, TomlScalar policy) {
        boolean isSame(Destination other) {
            return database.value().equals(other.database.value())
                    && policy.value().equals(other.policy.value());
        }
    }

    Scrapers(Translation into, Discoverers discoverers) {
        this.into = into;
        this.discoverers = discoverers;
    }

    /// Where rows without tags go: those of the first scraper. Null without scrapers.
    @Nullable
    Destination first() {
        return first;
    }

    /// Whether some rows go elsewhere.
    boolean areSeveral() {
        return several;
    }

    /// Takes `[[scraper]]`.
    void add(TomlTable foreign) {
        ForeignTable table = new ForeignTable("scraper", foreign, into);
        boolean enabled = table.flag("enabled", true);
        OwnTable own = new OwnTable(table.place());
        own.put("alias", table.needed("name", "node_exporter"));
        own.put("mapping", "kapacitor", table.place());
        own.put("tagexclude", List.of("job"), table.place());
        TomlScalar database = table.needed("db", "prometheus");
        TomlScalar policy = table.needed("rp", "autogen");
        String discovery = discovery(table, enabled);
        checkType(table);
        times(table, own);
        request(table, own);
        blacklist(table, own);
        table.tellUnknown();
        if (enabled && discovery != null && database != null && policy != null) {
            destination(new Destination(database, policy), own);
            own.put("discovery", List.of(discovery), table.placeOf("discoverer-id"));
            if (table.isSound()) {
                into.table("inputs.prometheus", "scraper", own.done());
            }
        }
    }

    private void destination(Destination destination, OwnTable own) {
        if (first == null) {
            first = destination;
        } else if (!destination.isSame(first)) {
            several = true;
            OwnTable tags = new OwnTable(destination.database().place());
            tags.put(DATABASE_TAG, destination.database()).put(POLICY_TAG, destination.policy());
            own.put("tags", tags.done());
        }
    }

    private static void checkType(ForeignTable table) {
        TomlScalar type = table.text("type");
        if (type != null && !type.value().equals("prometheus")) {
            table.problem("type", "not a type of scraper: '" + type.value() + "' (there is prometheus)");
        }
    }

    /// Kapacitor takes a timeout that is longer than the interval, Prometheus does not.
    private static void times(ForeignTable table, OwnTable own) {
        Duration interval = table.duration("scrape-interval");
        Duration timeout = table.duration("scrape-timeout");
        Duration every = interval == null ? INTERVAL : interval;
        Duration atMost = timeout == null ? TIMEOUT : timeout;
        Duration least = atMost.compareTo(every) > 0 ? every : atMost;
        own.put("interval", GoDuration.format(every), table.placeOf("scrape-interval"));
        own.put("timeout", GoDuration.format(least), table.placeOf("scrape-timeout"));
    }

    private static void request(ForeignTable table, OwnTable own) {
        own.put("scheme", table.text("scheme"));
        own.put("metrics_path", table.text("metrics-path"));
        own.put("params", params(table));
        own.put("honor_timestamps", false, table.place());
        own.put("username", table.text("username"));
        own.put("password", table.text("password"));
        own.put("bearer_token_string", table.text("bearer-token"));
        own.put("http_proxy_url", table.text("proxy-url"));
        Ssl.translate(table, own);
        own.put("tls_server_name", table.text("ssl-server-name"));
    }

    /// One value stands for a list of one.
    private static @Nullable TomlValue params(ForeignTable table) {
        TomlTable params = table.table("params");
        if (params == null || params.entries().isEmpty()) {
            return null;
        }
        OwnTable own = new OwnTable(params.place());
        for (Map.Entry<String, TomlValue> param : params.entries().entrySet()) {
            TomlValue value = param.getValue();
            own.put(param.getKey(), value instanceof TomlScalar ? new TomlList(List.of(value), value.place()) : value);
        }
        return own.done();
    }

    /// Kapacitor scrapes these all the same and throws their points away.
    private static void blacklist(ForeignTable table, OwnTable own) {
        TomlList addresses = table.texts("blacklist");
        if (addresses == null) {
            return;
        }
        StringBuilder any = new StringBuilder();
        for (TomlValue address : addresses.values()) {
            any.append(any.isEmpty() ? "" : "|").append(quoted(Discoverers.text(address)));
        }
        OwnTable rule = new OwnTable(addresses.place());
        rule.put("action", "drop", addresses.place());
        rule.put("source_labels", List.of("__address__"), addresses.place());
        rule.put("regex", any.toString(), addresses.place());
        own.putTables("relabel_configs", rule);
    }

    /// A regular expression for a text.
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (char c : text.toCharArray()) {
            quoted.append("\\.+*?()|[]{}^$".indexOf(c) < 0 ? "" : "\\").append(c);
        }
        return quoted.toString();
    }

    /// The id of the scraper's discovery; null where there is none, which is told, or where it is not run.
    private @Nullable String discovery(ForeignTable table, boolean enabled) {
        TomlScalar id = table.needed("discoverer-id", "nodes");
        TomlScalar service = table.needed("discoverer-service", "file-discovery");
        if (id == null || service == null || !enabled) {
            return null;
        }
        String ours = discoverers.idOf((String) service.value(), (String) id.value());
        if (ours == null) {
            tellMissing(table, (String) service.value(), (String) id.value());
        }
        return ours;
    }

    private void tellMissing(ForeignTable table, String service, String id) {
        if (discoverers.isBroken(service, id)) {
            return; // that was told already
        }
        if (Discoverers.OTHER_SERVICES.contains(service)) {
            into.note(table.place(), "scraper", "not run, as its targets come from " + service);
        } else if (discoverers.isDisabled(service, id)) {
            into.note(table.place(), "scraper", "not run, as its discoverer '" + id + "' is not enabled");
        } else if (!Discoverers.SERVICES.contains(service)) {
            String message = "not a discoverer's service: '" + service + "' (try file-discovery, static-discovery)";
            table.problem("discoverer-service", message);
        } else {
            List<String> known = discoverers.idsOf(service);
            String there = known.isEmpty() ? "there is none" : "there is " + String.join(", ", known);
            table.problem("discoverer-id", "no [[" + service + "]] has the id '" + id + "' (" + there + ")");
        }
    }
}
