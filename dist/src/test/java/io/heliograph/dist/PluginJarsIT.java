package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.plugin.PluginHost;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every jar of the distribution provides what its manifest says, by the host's own account.
class PluginJarsIT {
    @Test
    void allPluginsOfAllJarsAreFound() {
        try (PluginHost host = new PluginHost(Distribution.built().home().resolve("plugins"), List.of())) {
            assertThat(host.names()).hasSizeGreaterThan(30);
            assertThat(host.names()).filteredOn(name -> host.find(name) == null).isEmpty();
            assertThat(host.problems()).isEmpty();
        }
    }
}
