package io.heliograph.plugins.mysql;

import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.common.tls.TlsVersion;
import io.heliograph.plugins.mysql.dsn.Dsn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `inputs.mysql`: status, variables, replication, information schema and performance schema of servers.
///
/// Facts (names of measurements, fields and tags, and field types) follow Telegraf's plugin of the same name; where
/// it swaps columns by mistake, this one does not.
public final class MysqlInput implements TargetInput {
    private static final TlsOptions UNVERIFIED =
            new TlsOptions(null, null, null, null, null, TlsVersion.TLS12, List.of(), true);

    private final MysqlConfig config;
    private final PluginContext context;
    private final Map<String, Dsn> servers = new HashMap<>();

    /// @param config checked by its record
    /// @param context for clock and log
    public MysqlInput(MysqlConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public List<Target> targets(List<Target> discovered) {
        List<Target> targets = new ArrayList<>();
        for (Secret server : config.servers()) {
            Dsn dsn = Dsn.parse(server.reveal());
            targets.add(Target.own(known(dsn), TagSet.of("server", dsn.address())));
        }
        if (!discovered.isEmpty()) {
            context.logger()
                    .warn("discovered addresses are passed over: inputs.mysql has no user and password for them");
        }
        return targets;
    }

    /// Two users of one server are two targets.
    private String known(Dsn dsn) {
        String id = dsn.toString();
        for (int twin = 2; !dsn.equals(servers.getOrDefault(id, dsn)); twin++) {
            id = dsn + " (" + twin + ")";
        }
        if (servers.put(id, dsn) == null && !dsn.parameters().meaningless().isEmpty()) {
            context.logger()
                    .info("{}: no meaning here: {}", id, dsn.parameters().meaningless());
        }
        return id;
    }

    @Override
    public Input input(Target target) {
        Dsn dsn = servers.get(target.id());
        if (dsn == null) {
            throw new IllegalArgumentException("no such server here: " + target.id());
        }
        return new MysqlServer(dsn, tls(dsn), config, context.clock());
    }

    private @Nullable ClientTls tls(Dsn dsn) {
        return switch (dsn.parameters().tls()) {
            case OFF -> null;
            case VERIFIED -> new ClientTls(TlsOptions.NONE);
            case UNVERIFIED, PREFERRED -> new ClientTls(UNVERIFIED);
            case CUSTOM -> new ClientTls(config.tls());
        };
    }
}
