package io.heliograph.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.toml.Problem;
import io.heliograph.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path folder;

    private static Configuration load(String text) throws ConfigurationException {
        return ConfigLoader.loadText(Samples.CATALOG, LoadOptions.strict(), "h.toml", text);
    }

    private static String refusal(String text) {
        return refusal(LoadOptions.strict(), text);
    }

    private static String refusal(LoadOptions options, String text) {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> ConfigLoader.loadText(Samples.CATALOG, options, "h.toml", text));
        assertThat(refused).as("refused").isNotNull();
        return String.valueOf(refused.getMessage());
    }

    private static Samples.StoreConfig store(String text) throws ConfigurationException {
        PluginTable table = load(text).plugins().getFirst();
        return (Samples.StoreConfig) table.bind(new TestContext(table.displayName()));
    }

    @Test
    void defaultsOfAgent() throws Exception {
        AgentSettings agent = load("").agent();

        assertThat(agent.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(agent.roundInterval()).isTrue();
        assertThat(agent.metricBatchSize()).isEqualTo(5000);
        assertThat(agent.buffer().metricBufferLimit()).isNull();
        assertThat(agent.httpAddress()).isEqualTo("127.0.0.1:9270");
        assertThat(agent.log().logfile()).isEmpty();
        assertThat(agent.gatherTimeout(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(agent.gatherTimeout(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void everyKeyOfTelegrafsAgent() throws Exception {
        Configuration configuration = load("""
                [agent]
                  interval = "5s"
                  round_interval = false
                  precision = "1ms"
                  collection_jitter = "1s"
                  collection_offset = "2s"
                  flush_interval = "20s"
                  flush_jitter = 3
                  metric_batch_size = 500
                  metric_buffer_limit = 20000
                  debug = true
                  quiet = false
                  logformat = "structured"
                  logfile = "/tmp/h.log"
                  structured_log_message_key = "m"
                  log_with_timezone = "local"
                  logfile_rotation_interval = "1d"
                  logfile_rotation_max_size = "10MB"
                  logfile_rotation_max_archives = -1
                  logtarget = "file"
                  hostname = "h"
                  omit_hostname = true
                  snmp_translator = "gosmi"
                  statefile = "/tmp/state"
                  always_include_local_tags = true
                  always_include_global_tags = true
                  skip_processors_after_aggregators = true
                  skip_processors_before_aggregators = false
                  config_url_retry_attempts = 3
                  buffer_strategy = "disk"
                  buffer_directory = "/tmp/b"
                  buffer_disk_sync = true
                """);

        assertThat(configuration.agent().flushJitter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(configuration.agent().log().logfileRotationMaxSize().bytes()).isEqualTo(10_000_000);
        assertThat(configuration.notices())
                .extracting(notice -> notice.key() + " " + notice.place())
                .contains("agent.snmp_translator h.toml:23", "agent.buffer_disk_sync h.toml:32");
    }

    @Test
    void whatIsMostLikelyNotMeantIsNoted() throws Exception {
        Configuration configuration = load("""
                [[outputs.influxdb]]
                url = "http://a"
                tls_ca = "/none/ca.pem"
                [[outputs.influxdb]]
                url = "http://a"
                [[outputs.influxdb]]
                url = "http://b"
                tls_ca = "/proc/self/status"
                [[outputs.influxdb]]
                alias = "x"
                url = "http://c"
                [[outputs.influxdb]]
                alias = "x"
                url = "http://d"
                """);

        assertThat(configuration.notices())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        file -> assertThat(file)
                                .isEqualTo("h.toml:3: outputs.influxdb.tls_ca: /none/ca.pem: there is no such file at"
                                        + " present"),
                        address -> assertThat(address)
                                .startsWith(
                                        "h.toml:4: outputs.influxdb: has the same address as the output at h.toml:1"),
                        alias -> assertThat(alias)
                                .startsWith("h.toml:12: outputs.influxdb::x: has the same alias as the output at"
                                        + " h.toml:9"));
    }

    @Test
    void coreOptionsOfAnInput() throws Exception {
        Configuration configuration = load("""
                [global_tags]
                dc = "north"
                [[inputs.redis]]
                alias = "a"
                interval = 30
                namepass = ["cpu", "net*"]
                pass = ["x"]
                fieldinclude = ["y"]
                name_prefix = "p_"
                tags = { rack = "r1" }
                [inputs.redis.tagdrop]
                fs = ["tmpfs"]
                """);
        PluginTable table = configuration.plugins(Kind.INPUT).getFirst();
        InputOptions options = (InputOptions) table.options();

        assertThat(configuration.globalTags()).isEqualTo(TagSet.of("dc", "north"));
        assertThat(table.displayName()).isEqualTo("inputs.redis::a");
        assertThat(table.place()).hasToString("h.toml:3");
        assertThat(options.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.tags()).isEqualTo(TagSet.of("rack", "r1"));
        assertThat(options.filter().passedNames().matches("network")).isTrue();
        assertThat(options.filter().fieldinclude().entries()).containsExactly("y", "x");
        assertThat(options.filter().tagdrop().get("fs").matches("tmpfs")).isTrue();
        assertThat(options.naming().namePrefix()).isEqualTo("p_");
        assertThat(options.startupErrorBehavior()).isEqualTo(StartupErrorBehavior.RETRY);
        assertThat(configuration.notices()).anyMatch(notice -> notice.key().equals("inputs.redis.pass"));
    }

    @Test
    void bindsEveryTypeOfOption() throws Exception {
        Samples.StoreConfig config = store("""
                [[inputs.redis]]
                servers = ["a", "b"]
                port = 7
                ratio = 2
                timeout = "1d2h"
                limit = "64KiB"
                mode = "very-slow"
                file = "/etc/x"
                page = "http://a/b"
                verbose_mode = true
                username = "u"
                password = "p"
                headers = { A = "b" }
                tokens = ["t1"]
                raw = { a = 1, b = [1.5, true], c = { d = "e" } }
                [[inputs.redis.commands]]
                command = ["get", "x"]
                field = "x"
                [inputs.redis.keys]
                k = "v"
                """);

        assertThat(config)
                .isEqualTo(new Samples.StoreConfig(
                        List.of("a", "b"),
                        7,
                        2.0,
                        Duration.ofHours(26),
                        new io.heliograph.api.DataSize(65536),
                        Samples.Mode.VERY_SLOW,
                        Path.of("/etc/x"),
                        java.net.URI.create("http://a/b"),
                        true,
                        new Samples.Login("u", Secret.of("p")),
                        List.of(new Samples.Command(List.of("get", "x"), "x", "string")),
                        Map.of("A", "b"),
                        Map.of("a", 1L, "b", List.of(1.5, true), "c", Map.of("d", "e")),
                        List.of(Secret.of("t1")),
                        Map.of("k", Secret.of("v"))));
    }

    @Test
    void defaultsOfOptions() throws Exception {
        Samples.StoreConfig config = store("[[inputs.redis]]");

        assertThat(config.servers()).containsExactly("tcp://localhost:6379");
        assertThat(config.limit().bytes()).isEqualTo(10_000_000);
        assertThat(config.mode()).isEqualTo(Samples.Mode.FAST);
        assertThat(config.file()).isNull();
        assertThat(config.login().password()).isNull();
        assertThat(config.commands()).isEmpty();
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThat(refusal("""
                [agent]
                intervall = "1s"
                flush_interval = "fast"
                [[inputs.redis]]
                server = ["x"]
                port = 70000
                [[inputs.redis]]
                port = "x"
                namepass = "cpu"
                [[inputs.redis.commands]]
                command = ["x"]
                kind = 1
                [[inputs.rediss]]
                [[input.cpu]]
                [[outputs.influxdb]]
                """).lines())
                .containsExactly(
                        "h.toml:2: agent.intervall: unknown option (did you mean 'interval'?)",
                        "h.toml:3: agent.flush_interval: not a duration: 'fast' (try 500ms, 10s, 5m)",
                        "h.toml:5: inputs.redis.server: unknown option (did you mean 'servers'?)",
                        "h.toml:6: inputs.redis.port: not a port: 70000 (try 6379)",
                        "h.toml:8: inputs.redis.port: not a whole number: 'x' (try 6379)",
                        "h.toml:9: inputs.redis.namepass: not a list: 'cpu' (try [\"cpu\"])",
                        "h.toml:10: inputs.redis.commands.field: must be set (try field = \"x\")",
                        "h.toml:12: inputs.redis.commands.kind: unknown option",
                        "h.toml:13: inputs.rediss: no such plugin (did you mean 'inputs.redis'?)",
                        "h.toml:14: input: not a section (did you mean 'inputs'?)",
                        "h.toml:15: outputs.influxdb.url: must be set (try url = \"http://localhost:8086\")");
    }

    @Test
    void tellsSeveralMistakesOfSyntax() {
        assertThat(refusal("a = ${X}\nb = 1\nc = [1 2]\n").lines())
                .containsExactly(
                        "h.toml:1: Unexpected '$', expected a value (column 5); a variable outside quotes needs "
                                + "--non-strict-env-handling",
                        "h.toml:3: Unexpected '2', expected ], a comma, or a newline (column 8)");
    }

    @Test
    void tellsWhatOnlyTelegrafHasInOneMessage() throws Exception {
        String text = """
                [[inputs.snmp]]
                agents = ["x"]
                [[inputs.redis]]
                tls_ca = "x"
                metricpass = "true"
                [[inputs.file]]
                files = ["a"]
                data_format = "grok"
                grok_patterns = ["x"]
                [[inputs.file]]
                files = ["b"]
                """;

        assertThat(refusal(text))
                .isEqualTo("not supported yet, though Telegraf has it: inputs.snmp (h.toml:1), "
                        + "inputs.redis.tls_ca (h.toml:4), inputs.redis.metricpass (h.toml:5), "
                        + "inputs.file with data_format = \"grok\" (h.toml:8) (--ignore-unsupported runs the rest)");
        Configuration rest =
                ConfigLoader.loadText(Samples.CATALOG, LoadOptions.strict().ignoringUnsupported(), "h.toml", text);
        assertThat(rest.plugins())
                .extracting(PluginTable::toString)
                .containsExactly("inputs.redis (h.toml:3)", "inputs.file (h.toml:10)");
        assertThat(rest.notices()).hasSize(1);
    }

    @Test
    void secretsStayOutOfMessages() {
        assertThat(refusal("""
                [[inputs.redis]]
                password = "hunter2"
                [[inputs.redis]]
                password = 12345678
                tokens = [["swordfish"]]
                """))
                .doesNotContain("hunter2", "12345678", "swordfish")
                .contains("too well known: ********");
    }

    @Test
    void formatsTakeTheirKeysFromTheSameTable() throws Exception {
        PluginTable table = load("""
                [[inputs.file]]
                files = ["a"]
                data_format = "influx"
                influx_timestamp_precision = "1ms"
                """).plugins().getFirst();
        TestContext context = new TestContext("inputs.file");
        Samples.FileConfig first = (Samples.FileConfig) table.bind(context);
        Samples.FileConfig second = (Samples.FileConfig) table.bind(context);

        assertThat(((Samples.Lines) first.parser()).settings.precision()).isEqualTo(Duration.ofMillis(1));
        assertThat(first.parser()).isNotSameAs(second.parser());
    }

    @Test
    void formatsWithSettingsOfTheirOwn() {
        TestContext context = new TestContext("inputs.file");
        Samples.Lines lines = (Samples.Lines)
                Formats.parser(Samples.CATALOG, context, "influx", Map.of("influx_timestamp_precision", "1us"));

        assertThat(lines.settings.precision()).isEqualTo(Duration.ofNanos(1000));
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> Formats.parser(Samples.CATALOG, context, "influx", Map.of("precision", "1us"))))
                .hasMessage("parsers.influx.precision: unknown (did you mean 'influx_timestamp_precision'?)");
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> Formats.parser(Samples.CATALOG, context, "influxx", Map.of())))
                .hasMessageContaining("no data format 'influxx' (did you mean 'influx'?)");
    }

    @Test
    void mergesFilesAndFolders() throws Exception {
        Files.writeString(
                folder.resolve("main.txt"),
                "\uFEFF[agent]\ninterval = \"1s\"\nmetric_batch_size = 1\n[tags]\na = \"1\"\n");
        Path below = Files.createDirectories(folder.resolve("d/b"));
        Files.writeString(
                folder.resolve("d/z.conf"), "[[processors.override]]\nalias = \"z\"\n[agent]\ninterval = \"2s\"\n");
        Files.writeString(below.resolve("x.toml"), """
                [[processors.override]]
                alias = "x1"
                [[inputs.redis]]
                [[processors.override]]
                alias = "x2"
                [plugins.prometheus]
                [global_tags]
                b = "2"
                """);
        Files.writeString(folder.resolve("d/no.txt"), "nonsense");
        Files.writeString(Files.createDirectories(folder.resolve("d/..old")).resolve("x.conf"), "nonsense");
        Files.createSymbolicLink(folder.resolve("d/link"), below);

        Configuration all = ConfigLoader.load(
                Samples.CATALOG, LoadOptions.strict(), List.of(folder.resolve("main.txt"), folder.resolve("d")));

        assertThat(all.files())
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly("main.txt", "d/b/x.toml", "d/z.conf");
        assertThat(all.agent().interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(all.agent().metricBatchSize()).isEqualTo(1);
        assertThat(all.globalTags()).isEqualTo(TagSet.of("a", "1", "b", "2"));
        assertThat(all.plugins())
                .extracting(PluginTable::displayName)
                .containsExactly(
                        "processors.override::x1",
                        "inputs.redis",
                        "processors.override::x2",
                        "inputs.prometheus",
                        "processors.override::z");
        assertThat(all.plugins()).extracting(PluginTable::sequence).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void missingFilesAndBadBytes() throws Exception {
        Path bad = Files.write(folder.resolve("bad.conf"), new byte[] {'a', '\n', (byte) 0xff});
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfigLoader.load(
                        Samples.CATALOG, LoadOptions.strict(), List.of(folder.resolve("none.toml"), bad)));

        assertThat(refused.problems())
                .extracting(Object::toString)
                .containsExactly(
                        bad + ":2: not text in UTF-8", folder.resolve("none.toml") + ": no such file or directory");
    }

    @Test
    void singleTablesOnlyWhereTelegrafTakesThem() throws Exception {
        assertThat(load("[inputs.redis]\n[outputs.influxdb]\nurl = \"x\"\n").plugins())
                .hasSize(2);
        assertThat(refusal("[processors.override]\n"))
                .isEqualTo("h.toml:1: processors.override: not a list of tables; write [[processors.override]]");
    }

    @Test
    void variablesInTextsAndBareOnes() throws Exception {
        LoadOptions options = LoadOptions.strict().withEnvironment(name -> switch (name) {
            case "PORT" -> "7000";
            case "WHO" -> "ada";
            default -> null;
        });
        String text = """
                # ${NEEDED:?in a comment}
                [[inputs.redis]]
                port = ${PORT}
                username = "${WHO} $$1 ${NONE:-none} $NONE"
                """;

        assertThat(refusal(options, text)).contains("--non-strict-env-handling");
        PluginTable table = ConfigLoader.loadText(Samples.CATALOG, options.withBareVariables(), "h.toml", text)
                .plugins()
                .getFirst();
        Samples.StoreConfig config = (Samples.StoreConfig) table.bind(new TestContext("x"));
        assertThat(config.port()).isEqualTo(7000);
        assertThat(config.login().username()).isEqualTo("ada $1 none $NONE");
        assertThat(refusal(options, "[[inputs.redis]]\nusername = \"${NEEDED:?set it}\"\n"))
                .isEqualTo("h.toml:2: inputs.redis.username: environment variable NEEDED: set it");
    }

    @Test
    void discoveryIds() throws Exception {
        assertThat(load("""
                [[discovery.static]]
                id = "a"
                [[inputs.prometheus]]
                discovery = ["a"]
                """).plugins()).hasSize(2);
        assertThat(refusal("""
                [[discovery.static]]
                id = "nodes"
                [[inputs.prometheus]]
                discovery = ["node"]
                """))
                .isEqualTo(
                        "h.toml:4: inputs.prometheus.discovery: no [[discovery.…]] has the id 'node' (did you mean 'nodes'?)");
        assertThat(refusal("[[inputs.redis]]\ndiscovery = [\"x\"]\n")).contains("takes no discovered targets");
    }

    @Test
    void discoveryIdsAreToldWithAllOtherProblems() {
        assertThat(refusal("""
                [[discovery.static]]
                id = "nodes"
                wrong = 1
                [[inputs.prometheus]]
                discovery = ["node", "nodes"]
                wrong = 2
                [[discovery.static]]
                id = "nodes"
                """).lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("h.toml:5: inputs.prometheus.discovery: no [[discovery.…]]"))
                .anyMatch(line -> line.equals(
                        "h.toml:8: discovery.static.id: 'nodes' is also the id of " + "discovery.static at h.toml:1"));
    }

    @Test
    void variablesThatAreNotSetAreTold() throws Exception {
        String text = """
                # $NOBODY
                [global_tags]
                a = "${UNSET_A} and $UNSET_A"
                b = "$UNSET_B ${UNSET_C:-c} $$UNSET_D"
                c = "$UNSET_A"
                """;
        for (LoadOptions options :
                List.of(LoadOptions.strict(), LoadOptions.strict().withBareVariables())) {
            Configuration configuration = ConfigLoader.loadText(Samples.CATALOG, options, "h.toml", text);
            assertThat(configuration.notices())
                    .extracting(Problem::toString)
                    .containsExactly(
                            "h.toml:3: UNSET_A: this environment variable is not set; what stands for it stays",
                            "h.toml:4: UNSET_B: this environment variable is not set; what stands for it stays");
        }
    }

    @Test
    void unwantedPluginsAreNotRead() throws Exception {
        Configuration some = ConfigLoader.loadText(
                Samples.CATALOG,
                LoadOptions.strict().selecting(name -> !name.equals("inputs.redis")),
                "h.toml",
                "[[inputs.redis]]\nwrong = 1\n[[inputs.prometheus]]\n");

        assertThat(some.plugins()).extracting(PluginTable::name).containsExactly("inputs.prometheus");
    }

    @Test
    void fingerprintsAndIdentities() throws Exception {
        List<PluginTable> tables = load("""
                [[outputs.influxdb]]
                url = "http://a"
                token = "t"
                [[outputs.influxdb]]
                token = "t"
                url = "http://a"
                [[outputs.influxdb]]
                url = "http://a"
                token = "t"
                timeout = "1s"
                [[outputs.influxdb]]
                url = "http://a"
                token = "u"
                [[outputs.influxdb]]
                url = "http://a"
                alias = "x"
                [[outputs.influxdb]]
                url = "http://user:p@ss@a"
                token = "t"
                """).plugins();

        assertThat(tables.get(5).identity()).isEqualTo(tables.get(0).identity());
        assertThat(tables.get(0).fingerprint())
                .isEqualTo(tables.get(1).fingerprint())
                .hasSize(64);
        assertThat(tables.get(2).fingerprint()).isNotEqualTo(tables.get(0).fingerprint());
        assertThat(tables.get(2).identity()).isEqualTo(tables.get(0).identity()).startsWith("outputs.influxdb-");
        assertThat(tables.get(3).identity()).isNotEqualTo(tables.get(0).identity());
        assertThat(tables.get(4).identity()).isEqualTo("outputs.influxdb::x");
    }
}
