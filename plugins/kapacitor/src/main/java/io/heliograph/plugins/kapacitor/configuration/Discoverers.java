package io.heliograph.plugins.kapacitor.configuration;

import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The discoverers of a configuration, which scrapers name by service and id.
final class Discoverers {
    /// The services that become discoveries here.
    static final Set<String> SERVICES = Set.of("static-discovery", "file-discovery");

    /// Those that Kapacitor has besides.
    static final Set<String> OTHER_SERVICES =
            Set.of("azure", "consul", "dns", "ec2", "gce", "kubernetes", "marathon", "nerve", "serverset", "triton");

    private final Translation into;
    private final Map<String, TomlTable> byName = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> disabled = new HashSet<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    Discoverers(Translation into) {
        this.into = into;
    }

    /// Takes `[[file-discovery]]` or `[[static-discovery]]`.
    void add(String service, TomlTable foreign) {
        ForeignTable table = new ForeignTable(service, foreign, into);
        boolean enabled = table.flag("enabled", true);
        TomlScalar id = table.needed("id", "nodes");
        OwnTable own = new OwnTable(table.place());
        String plugin = service.startsWith("file") ? file(table, own) : fixed(table, own);
        table.tellUnknown();
        if (id == null || !isNew(service, id, foreign)) {
            return;
        }
        if (!enabled) {
            disabled.add(named(service, (String) id.value()));
            return;
        }
        if (!table.isSound()) {
            broken.add(named(service, (String) id.value()));
        } else {
            String ours = ourId(service, (String) id.value());
            into.table(plugin, service, own.put("id", ours, id.place()).done());
        }
    }

    private static String file(ForeignTable table, OwnTable own) {
        own.put("files", table.texts("files"));
        Duration refresh = table.duration("refresh-interval");
        if (refresh != null) {
            own.put("refresh_interval", GoDuration.format(refresh), table.placeOf("refresh-interval"));
        }
        return "discovery.file";
    }

    private static String fixed(ForeignTable table, OwnTable own) {
        own.put("targets", table.texts("targets"));
        own.put("labels", table.table("labels"));
        return "discovery.static";
    }

    private boolean isNew(String service, TomlScalar id, TomlTable foreign) {
        TomlTable earlier = byName.putIfAbsent(named(service, (String) id.value()), foreign);
        if (earlier != null) {
            into.problem(id.place(), service + ".id", "'" + id.value() + "' is also the id at " + earlier.place());
        }
        return earlier == null;
    }

    /// Kapacitor tells discoverers apart by service and id, and here the id alone does.
    private String ourId(String service, String id) {
        String ours = taken.add(id) ? id : service + "/" + id;
        ids.put(named(service, id), ours);
        return ours;
    }

    private static String named(String service, String id) {
        return service + " " + id;
    }

    /// The id of the discovery that a scraper's discoverer became, or null where there is none.
    @Nullable
    String idOf(String service, String id) {
        return ids.get(named(service, id));
    }

    /// Whether there is one, and what is wrong with it was told.
    boolean isBroken(String service, String id) {
        return broken.contains(named(service, id));
    }

    /// Whether there is one, which is switched off.
    boolean isDisabled(String service, String id) {
        return disabled.contains(named(service, id));
    }

    /// The ids of a service, to tell which there are.
    List<String> idsOf(String service) {
        List<String> known = new ArrayList<>();
        Set<String> all = new HashSet<>(ids.keySet());
        all.addAll(broken);
        for (String name : all) {
            if (name.startsWith(service + " ")) {
                known.add(name.substring(service.length() + 1));
            }
        }
        known.sort(null);
        return known;
    }

    /// A text of a value that is one.
    static String text(TomlValue value) {
        return String.valueOf(value.plain());
    }
}
