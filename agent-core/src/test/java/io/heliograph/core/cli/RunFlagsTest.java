package io.heliograph.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFlagsTest {
    private static RunFlags parse(String... words) throws Exception {
        return RunFlags.parse(List.of(words));
    }

    @Test
    void haveOneDashOrTwoAndValuesInEitherForm() throws Exception {
        RunFlags flags =
                parse("--config", "a.toml", "-config=b.toml", "-config-directory", "c", "--test", "-test-wait=3");
        assertThat(flags.configs).containsExactly(Path.of("a.toml"), Path.of("b.toml"));
        assertThat(flags.directories).containsExactly(Path.of("c"));
        assertThat(flags.test).isTrue();
        assertThat(flags.testWait).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void selectPlugins() throws Exception {
        RunFlags flags = parse("--input-filter", "cpu:mem:cpu:", "--output-filter=file");
        assertThat(flags.selects("inputs.cpu")).isTrue();
        assertThat(flags.selects("inputs.disk")).isFalse();
        assertThat(flags.selects("outputs.influxdb")).isFalse();
        assertThat(flags.selects("processors.rename")).isTrue();
        assertThat(flags.selects("discovery.file")).isTrue();
    }

    @Test
    void watchTakesTelegrafsWays() throws Exception {
        assertThat(parse("--watch-config", "notify", "--once").once).isTrue();
        assertThat(parse("--watch-config=poll").watchConfig).isTrue();
        assertThat(parse("--watch-config", "--debug").debug).isTrue();
    }

    @Test
    void areRefusedByName() {
        assertThatThrownBy(() -> parse("--confg", "x")).hasMessageStartingWith("no flag --confg");
        assertThatThrownBy(() -> parse("--config")).hasMessageStartingWith("--config needs a value");
        assertThatThrownBy(() -> parse("--test-wait", "soon")).hasMessageContaining("soon");
        assertThatThrownBy(() -> parse("--test-wait", "-1")).hasMessageContaining("-1");
    }
}
