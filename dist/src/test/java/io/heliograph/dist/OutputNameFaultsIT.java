package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.CompiledJar;
import io.heliograph.testkit.faults.FaultProxy;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Names that are unknown, move, or are not answered for.
@Timeout(120)
class OutputNameFaultsIT {
    private static final String REMOTE = """
            [[outputs.influxdb]]
              alias = "%s"
              urls = ["http://%s:%d"]
              skip_database_creation = true
              timeout = "1s"
            """;
    /// More than there are threads for look-ups.
    private static final int SILENT = 24;

    /// Answers for `silentN.test` only once a file is there.
    private static final String SILENT_SERVER = """
            package test.names;
            import java.net.*;
            import java.net.spi.*;
            import java.nio.file.*;
            import java.util.stream.Stream;
            public final class SilentServer extends InetAddressResolverProvider {
                @Override public String name() { return "silent"; }
                @Override public InetAddressResolver get(Configuration configuration) {
                    InetAddressResolver own = configuration.builtinResolver();
                    return new InetAddressResolver() {
                        @Override public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                                throws UnknownHostException {
                            return host.startsWith("silent") ? late() : own.lookupByName(host, policy);
                        }
                        @Override public String lookupByAddress(byte[] address) throws UnknownHostException {
                            return own.lookupByAddress(address);
                        }
                    };
                }
                private static Stream<InetAddress> late() throws UnknownHostException {
                    try {
                        while (!Files.exists(Path.of(System.getProperty("test.names.speak")))) { Thread.sleep(100); }
                    } catch (InterruptedException stopped) { Thread.currentThread().interrupt(); }
                    return Stream.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                }
            }
            """;

    @TempDir
    Path folder;

    private Probe probe;

    @BeforeEach
    void begin() {
        probe = new Probe(folder);
    }

    @FaultRow(17)
    void aNameThatMovesIsFoundWhereItIs() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        try (RememberingSink first = RememberingSink.start();
                RememberingSink second = RememberingSink.start();
                FaultProxy here = FaultProxy.at("127.0.0.1", 0, first.port());
                FaultProxy there = FaultProxy.at("127.0.0.2", here.port(), second.port());
                RunningAgent agent = RunningAgent.startWithJava(
                        "-Djdk.net.hosts.file=" + hosts,
                        folder,
                        Probe.TABLES + REMOTE.formatted("remote", "sink.test", there.port()))) {
            agent.awaitLog("remote", "unknown host 'sink.test'", "rows are kept and tried again");
            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.1 sink.test\n");
            await("rows").atMost(RunningAgent.SOON).until(() -> !first.samples().isEmpty());
            assertThat(second.samples()).isEmpty();

            Files.writeString(hosts, "127.0.0.1 localhost\n127.0.0.2 sink.test\n");
            here.refuse();
            await("rows")
                    .atMost(RunningAgent.SOON)
                    .until(() -> !second.samples().isEmpty());
            probe.assertArrives(agent, first, second);
        }
    }

    @FaultRow(18)
    void aNameServerThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
        Path speak = folder.resolve("speak");
        try (RememberingSink silent = RememberingSink.start();
                RememberingSink healthy = RememberingSink.start();
                RunningAgent agent = RunningAgent.startWithJava(
                        silentServer(speak),
                        folder,
                        Probe.TABLES + outputs(silent) + REMOTE.formatted("healthy", "127.0.0.1", healthy.port()))) {
            for (int i = 0; i < SILENT; i++) {
                agent.awaitLog("remote" + i, "no answer of the name server for 'silent" + i + ".test'");
            }
            probe.awaitMore(10);
            probe.assertArrives(agent, healthy);
            assertThat(silent.writes()).isZero();

            Files.writeString(speak, "now");
            probe.assertArrives(agent, silent);
            await("those of all outputs")
                    .atMost(RunningAgent.SOON)
                    .until(() -> silent.counts().values().iterator().next() >= SILENT);
            probe.assertOnTime();
        }
    }

    private static String outputs(RememberingSink silent) {
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < SILENT; i++) {
            tables.append(REMOTE.formatted("remote" + i, "silent" + i + ".test", silent.port()));
        }
        return tables.toString();
    }

    /// Options that put it in place of the system's resolver.
    private String silentServer(Path speak) throws IOException {
        Path jar = CompiledJar.plain()
                .manifest("Automatic-Module-Name", "test.names")
                .entry("META-INF/services/java.net.spi.InetAddressResolverProvider", "test.names.SilentServer")
                .source("test.names.SilentServer", SILENT_SERVER)
                .write(folder.resolve("names.jar"));
        return "--module-path " + jar + " --add-modules test.names -Dtest.names.speak=" + speak;
    }
}
