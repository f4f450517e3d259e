package io.heliograph.plugins.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Metric;
import io.heliograph.api.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Outputs such as Prometheus carry the type on, so it is Telegraf's.
class ValueTypesTest {
    @ParameterizedTest
    @CsvSource({
        "cpu/totals, COUNTER",
        "mem/extended, GAUGE",
        "swap/used, GAUGE COUNTER",
        "diskio/names, COUNTER",
        "net/up, COUNTER",
        "net/named, COUNTER UNTYPED",
        "netstat/states, UNTYPED",
        "system/legacy, GAUGE COUNTER UNTYPED",
        "system/everything, UNTYPED",
        "processes/states, GAUGE",
        "kernel/extras, COUNTER GAUGE",
        "kernel_vmstat/counters, UNTYPED",
        "interrupts/fields, UNTYPED",
        "linux_sysctl_fs/numbers, UNTYPED",
        "nstat/nonzero, UNTYPED",
        "conntrack/files, UNTYPED",
        "conntrack/statistics, COUNTER UNTYPED",
        "slab/sizes, GAUGE"
    })
    void typesInTheOrderOfRows(String name, String types) throws Exception {
        Path folder = Path.of("src/test/resources/cases", name).toAbsolutePath();
        try (HostRun run = new HostRun(Files.readString(folder.resolve("heliograph.toml")), folder)) {
            Set<ValueType> seen = new LinkedHashSet<>();
            for (Metric metric : run.gather().metrics()) {
                seen.add(metric.type());
            }
            assertThat(seen).extracting(ValueType::name).containsExactlyElementsOf(List.of(types.split(" ")));
        }
    }
}
