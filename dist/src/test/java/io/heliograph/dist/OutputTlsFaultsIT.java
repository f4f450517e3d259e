package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.Fault;
import io.heliograph.testkit.faults.FaultProxy;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import io.heliograph.testkit.faults.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An output sends nothing to a server that cannot show who it is, keeps its rows, and takes renewed files without a
/// restart.
@Timeout(300)
class OutputTlsFaultsIT {
    private static final String REMOTE = """
            [[outputs.influxdb]]
              alias = "%s"
              urls = ["https://127.0.0.1:%d"]
              skip_database_creation = true
              timeout = "1s"
              tls_ca = "FOLDER/%1$s.pem"
            """;
    private static final String IDENTITY = """
              tls_cert = "FOLDER/cert.pem"
              tls_key = "FOLDER/key.pem"
            """;

    @TempDir
    Path folder;

    private TestCertificate good;
    private Probe probe;

    @BeforeEach
    void makeCertificate() throws Exception {
        good = TestCertificate.of(folder, "good");
        probe = new Probe(folder);
    }

    private void write(String file, String... parts) throws IOException {
        Files.writeString(folder.resolve(file), String.join("", parts));
    }

    /// As those renew who know how.
    private void replace(String file, String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh"), text);
        Files.move(fresh, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /// A certificate that is not to be trusted, and the output that meets it.
    private record Impostor(String alias, RememberingSink sink, FaultProxy proxy) implements AutoCloseable {
        static Impostor start(String alias, TestCertificate shown) throws Exception {
            RememberingSink sink = RememberingSink.start(shown.server(), false);
            return new Impostor(alias, sink, FaultProxy.to(sink.port()));
        }

        String table() {
            return REMOTE.formatted(alias, proxy.port());
        }

        void assertGotNothing() {
            assertThat(sink.writes()).as("writes to %s", alias).isZero();
        }

        @Override
        public void close() throws IOException {
            proxy.close();
            sink.close();
        }
    }

    @FaultRow(14)
    void whatIsExpiredOfAnotherHostOrSignedByNobodyGetsNothing() throws Exception {
        TestCertificate old = TestCertificate.expired(folder);
        TestCertificate elsewhere = TestCertificate.ofOtherHost(folder);
        write("expired.pem", old.certificate(), good.certificate());
        write("elsewhere.pem", elsewhere.certificate(), good.certificate());
        write("unsigned.pem", good.certificate());
        try (Impostor expired = Impostor.start("expired", old);
                Impostor other = Impostor.start("elsewhere", elsewhere);
                Impostor unsigned = Impostor.start("unsigned", TestCertificate.of(folder, "stranger"));
                RememberingSink sink = RememberingSink.start(good.server(), false);
                RunningAgent agent =
                        RunningAgent.start(folder, Probe.TABLES + expired.table() + other.table() + unsigned.table())) {
            agent.awaitLog("expired", "the server's certificate has expired");
            agent.awaitLog("elsewhere", "the server's certificate is of another host");
            agent.awaitLog("unsigned", "the server's certificate is signed by nobody that is trusted");
            probe.awaitMore(5);
            for (Impostor impostor : new Impostor[] {expired, other, unsigned}) {
                impostor.assertGotNothing();
                String labels = "output=\"influxdb\",alias=\"" + impostor.alias + "\"";
                assertThat(agent.books().output("buffered_rows", labels)).isGreaterThan(4);
                impostor.proxy.passTo(sink.port());
            }
            probe.assertArrives(agent, sink);
            await("each of the three")
                    .atMost(RunningAgent.SOON)
                    .until(() -> sink.counts().values().stream().limit(5).allMatch(count -> count >= 3));
        }
    }

    @FaultRow(15)
    void aHandshakeThatDoesNotGoOnEndsAtItsDeadline() throws Exception {
        write("remote.pem", good.certificate());
        try (RememberingSink sink = RememberingSink.start(good.server(), false);
                FaultProxy proxy = FaultProxy.to(sink.port())) {
            proxy.now(new Fault.Vanished(0));
            try (RunningAgent agent =
                    RunningAgent.start(folder, Probe.TABLES + REMOTE.formatted("remote", proxy.port()))) {
                agent.awaitLog("remote", "the TLS handshake did not end");
                proxy.now(new Fault.Muted(100));
                int before = proxy.connections();
                await("another try").atMost(RunningAgent.SOON).until(() -> proxy.connections() > before);
                probe.awaitMore(5);
                assertThat(sink.writes()).isZero();

                proxy.now(Fault.NONE);
                probe.assertArrives(agent, sink);
                await("the others closed").atMost(RunningAgent.SOON).until(() -> proxy.openConnections() <= 1);
            }
        }
    }

    @FaultRow(16)
    void anAuthorityThatIsRenewedIsTakenAndNotBeforeItIsWhole() throws Exception {
        TestCertificate next = TestCertificate.of(folder, "next");
        write("remote.pem", good.certificate());
        try (RememberingSink before = RememberingSink.start(good.server(), false);
                RememberingSink after = RememberingSink.start(next.server(), false);
                FaultProxy proxy = FaultProxy.to(before.port());
                RunningAgent agent =
                        RunningAgent.start(folder, Probe.TABLES + REMOTE.formatted("remote", proxy.port()))) {
            awaitMoreIn(before);
            String renewed = next.certificate();
            write("remote.pem", renewed.substring(0, renewed.length() / 2));
            agent.awaitLog("a changed file cannot be used", "remote.pem");
            awaitMoreIn(before);

            proxy.passTo(after.port());
            proxy.open(new Fault.Reset(0));
            agent.awaitLog("remote", "signed by nobody that is trusted");
            assertThat(after.writes()).isZero();
            write("remote.pem", renewed);
            awaitMoreIn(after);
            probe.assertArrives(agent, before, after);
        }
    }

    @FaultRow(16)
    void aCertificateAndItsKeyAreRenewedOneAfterTheOther() throws Exception {
        TestCertificate one = TestCertificate.of(folder, "one");
        TestCertificate two = TestCertificate.of(folder, "two");
        write("remote.pem", good.certificate());
        write("cert.pem", one.certificate());
        write("key.pem", one.key());
        try (RememberingSink sink = RememberingSink.start(good.server(one, two), true);
                RunningAgent agent =
                        RunningAgent.start(folder, Probe.TABLES + REMOTE.formatted("remote", sink.port()) + IDENTITY)) {
            awaitClient(sink, "CN=one");
            String renewed = two.certificate();
            write("cert.pem", renewed.substring(0, renewed.length() / 2));
            agent.awaitLog("a changed file cannot be used", "cert.pem");
            assertStays(sink, "CN=one");
            write("cert.pem", renewed);
            agent.awaitLog("a changed file cannot be used", "not the key of");
            assertStays(sink, "CN=one");
            write("key.pem", two.key());
            awaitClient(sink, "CN=two");

            replace("key.pem", one.key());
            replace("cert.pem", one.certificate());
            awaitClient(sink, "CN=one");
            probe.assertArrives(agent, sink);
        }
    }

    private static void awaitMoreIn(RememberingSink sink) {
        int before = sink.samples().size();
        await("rows").atMost(RunningAgent.SOON).until(() -> sink.samples().size() > before);
    }

    private static void awaitClient(RememberingSink sink, String name) {
        await(name).atMost(Duration.ofSeconds(10)).until(() -> sink.lastClient().equals(name));
    }

    private static void assertStays(RememberingSink sink, String name) {
        awaitMoreIn(sink);
        assertThat(sink.lastClient()).isEqualTo(name);
    }
}
