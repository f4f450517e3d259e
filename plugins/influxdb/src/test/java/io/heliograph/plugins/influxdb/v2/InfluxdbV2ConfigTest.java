package io.heliograph.plugins.influxdb.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.plugins.influxdb.InfluxdbPlugins;
import io.heliograph.testkit.TestCatalog;
import org.junit.jupiter.api.Test;

class InfluxdbV2ConfigTest {
    private static int load(String options) throws Exception {
        return ConfigLoader.loadText(
                        TestCatalog.of(new InfluxdbPlugins()),
                        LoadOptions.strict(),
                        "h.toml",
                        "[[outputs.influxdb_v2]]\n" + options)
                .plugins()
                .size();
    }

    @Test
    void rowsNeedABucket() throws Exception {
        assertThatThrownBy(() -> load("")).hasMessageContaining("bucket: is missing, and so is bucket_tag");
        assertThatThrownBy(() -> load("bucket = ''\n")).hasMessageContaining("bucket: is missing");
        assertThat(load("bucket = 'b'\n")).isEqualTo(1);
        assertThat(load("bucket_tag = 't'\n")).isEqualTo(1);
    }

    @Test
    void rowsNeedAServer() {
        assertThatThrownBy(() -> load("bucket = 'b'\nurls = []\n")).hasMessageContaining("urls: names no server");
    }
}
