package io.heliograph.plugins.redis;

import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.plugins.common.tls.ClientTls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `inputs.redis`: what servers say about themselves with `INFO ALL`, and the results of commands.
///
/// Facts (names of measurements, fields and tags, and field types) follow Telegraf's plugin of the same name.
public final class RedisInput implements TargetInput {
    private final RedisConfig config;
    private final PluginContext context;
    private final @Nullable ClientTls tls;
    private final Map<String, RedisAddress> addresses = new HashMap<>();

    /// @param config checked by its record
    /// @param context for the clock
    public RedisInput(RedisConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.tls = config.speaksTls() ? new ClientTls(config.tls()) : null;
    }

    @Override
    public List<Target> targets(List<Target> discovered) {
        List<Target> targets = new ArrayList<>();
        for (Secret server : config.servers()) {
            RedisAddress address = RedisAddress.parse(server.reveal());
            targets.add(Target.own(known(address), address.tags()));
        }
        for (Target target : discovered) {
            RedisAddress address = RedisAddress.parse(target.id());
            TagSet labels = withoutMeta(target.discovered()).orElse(address.tags());
            targets.add(new Target(known(address), labels, target.discovered(), target.interval()));
        }
        return targets;
    }

    /// Two users of one server are two targets.
    private String known(RedisAddress address) {
        RedisAddress full = address.as(config.username(), config.password());
        String id = address.toString();
        for (int twin = 2; !full.equals(addresses.getOrDefault(id, full)); twin++) {
            id = address + " (" + twin + ")";
        }
        addresses.put(id, full);
        return id;
    }

    private static TagSet withoutMeta(TagSet labels) {
        TagSet kept = labels;
        for (int i = 0; i < labels.size(); i++) {
            if (labels.key(i).startsWith("__")) {
                kept = kept.without(labels.key(i));
            }
        }
        return kept;
    }

    @Override
    public Input input(Target target) {
        RedisAddress address = addresses.get(target.id());
        if (address == null) {
            throw new IllegalArgumentException("no such server here: " + target.id());
        }
        return new RedisServer(address, tls, config.commands(), context.clock());
    }
}
