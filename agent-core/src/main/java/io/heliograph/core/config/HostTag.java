package io.heliograph.core.config;

import io.heliograph.api.TagSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tag `host`, which the agent puts on all metrics unless `omit_hostname` is set.
public final class HostTag {
    /// The name as the kernel has it; asking a name server could take seconds.
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostTag() {}

    /// The global tags with `host` in them: as in Telegraf it replaces one that `[global_tags]` has.
    public static TagSet with(TagSet globalTags, AgentSettings agent) {
        return agent.omitHostname() ? globalTags : globalTags.with("host", name(agent));
    }

    /// The name of the host: the one that is configured, or the machine's.
    public static String name(AgentSettings agent) {
        String given = agent.hostname();
        return given == null || given.isEmpty() ? ofMachine() : given;
    }

    /// The name of the machine.
    public static String ofMachine() {
        try {
            String name = Files.readString(KERNEL).strip();
            return name.isEmpty() ? fromNetwork() : name;
        } catch (IOException notLinux) {
            return fromNetwork();
        }
    }

    private static String fromNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
