package io.heliograph.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.TagSet;
import org.junit.jupiter.api.Test;

class HostTagTest {
    private static TagSet tags(String agent) throws ConfigurationException {
        Configuration configuration = ConfigLoader.loadText(
                Samples.CATALOG,
                LoadOptions.strict(),
                "h.toml",
                "[agent]\n" + agent + "\n[global_tags]\nhost = \"own\"\na = \"b\"\n");
        return HostTag.with(configuration.globalTags(), configuration.agent());
    }

    @Test
    void replacesThatOfGlobalTags() throws Exception {
        assertThat(tags("hostname = \"web01\"")).isEqualTo(TagSet.of("host", "web01", "a", "b"));
    }

    @Test
    void isThatOfTheMachine() throws Exception {
        assertThat(tags("hostname = \"\"").get("host")).isNotBlank().isNotEqualTo("own");
    }

    @Test
    void canBeLeftOut() throws Exception {
        assertThat(tags("omit_hostname = true")).isEqualTo(TagSet.of("host", "own", "a", "b"));
    }
}
