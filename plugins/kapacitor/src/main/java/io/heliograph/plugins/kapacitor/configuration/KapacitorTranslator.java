package io.heliograph.plugins.kapacitor.configuration;

import io.heliograph.api.config.Foreign;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import io.heliograph.api.config.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads `kapacitor.conf`: `[[file-discovery]]`, `[[static-discovery]]`, `[[scraper]]` and `[[influxdb]]` become
/// tables of ours, and what else Kapacitor has is named once.
public final class KapacitorTranslator implements Translator {
    private static final Set<String> READ = Set.of("file-discovery", "static-discovery", "scraper", "influxdb");

    /// The other sections of Kapacitor 1.8.
    private static final Set<String> NOT_RUN = Set.of(
            "alert", "alerta", "alertmanager", "auth", "azure", "bigpanda", "collectd", "config-override", "consul",
            "data_dir", "deadman", "default-retention-policy", "discord", "dns", "ec2", "fluxtask", "gce", "graphite",
            "hipchat", "hostname", "http", "httppost", "kafka", "kubernetes", "load", "logging", "marathon", "mqtt",
            "nerve", "opentsdb", "opsgenie", "opsgenie2", "pagerduty", "pagerduty2", "pushover", "replay", "reporting",
            "sensu", "serverset", "servicenow", "sideload", "skip-config-overrides", "slack", "smtp", "snmptrap",
            "static", "stats", "storage", "swarm", "talk", "task", "teams", "telegram", "tls", "triton", "udf", "udp",
            "victorops", "zenoss");

    @Override
    public Set<String> reads() {
        Set<String> reads = new TreeSet<>(READ);
        reads.addAll(NOT_RUN);
        return reads;
    }

    @Override
    public void translate(List<Foreign> found, Translation into) {
        List<Foreign> read = new ArrayList<>();
        List<Foreign> notRun = new ArrayList<>();
        for (Foreign one : found) {
            (READ.contains(one.name()) ? read : notRun).add(one);
        }
        if (read.isEmpty()) {
            notRun.forEach(one -> refuse(one, into));
        } else {
            tell(notRun, into);
            translateTables(read, into);
        }
    }

    /// `[http]` alone is rather an input in an old layout, or mistyped, than Kapacitor's.
    private static void refuse(Foreign one, Translation into) {
        String message = "not a section; write [[inputs." + one.name()
                + "]], or leave it out (it is one of Kapacitor's, which is read where there is a [[scraper]])";
        into.problem(one.value().place(), one.name(), message);
    }

    private static void tell(List<Foreign> notRun, Translation into) {
        if (notRun.isEmpty()) {
            return;
        }
        Set<String> names = new TreeSet<>();
        notRun.forEach(one -> names.add(one.name()));
        String message = "of Kapacitor's configuration these sections are not run: " + String.join(", ", names);
        into.note(notRun.getFirst().value().place(), "", message);
    }

    private static void translateTables(List<Foreign> read, Translation into) {
        Discoverers discoverers = new Discoverers(into);
        Scrapers scrapers = new Scrapers(into, discoverers);
        Servers servers = new Servers(into, scrapers);
        for (Foreign one : read) {
            checkTable(one, into);
        }
        for (String service : List.of("file-discovery", "static-discovery")) {
            tables(read, service).forEach(table -> discoverers.add(service, table));
        }
        tables(read, "scraper").forEach(scrapers::add);
        tables(read, "influxdb").forEach(servers::add);
    }

    private static void checkTable(Foreign one, Translation into) {
        TomlValue value = one.value();
        boolean none = value instanceof TomlList(List<TomlValue> values, var ignored) && values.isEmpty();
        if (!none && !(value instanceof TomlTable)) {
            into.problem(value.place(), one.name(), "not a table; write [[" + one.name() + "]]");
        }
    }

    private static List<TomlTable> tables(List<Foreign> read, String name) {
        List<TomlTable> tables = new ArrayList<>();
        for (Foreign one : read) {
            if (one.name().equals(name) && one.value() instanceof TomlTable table) {
                tables.add(table);
            }
        }
        return tables;
    }
}
