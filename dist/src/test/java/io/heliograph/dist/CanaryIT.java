package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.Secret;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A configuration with a secret wherever one can be, run with all that can go wrong: nothing that the agent says,
/// serves or keeps shows one of them.
class CanaryIT {
    private static final String CANARY = "CaNaRy";
    private static final String AGENT = "  state_directory = \"FOLDER/state\"\n  buffer_strategy = \"disk\"\n";

    /// Mistakes at which a reader of configurations likes to quote the line.
    private static final List<String> MISTAKES = List.of(
            "[[inputs.redis]]\npassword = [\"CaNaRy80\"]\n",
            "[[inputs.redis]]\npasword = \"CaNaRy81\"\n",
            "[[inputs.redis]]\nservers = [\"tcp://ada:CaNaRy82@host:port\"]\n",
            "[[inputs.redis]]\nservers = [\"tcpp://ada:CaNaRy83@h ost\"]\n",
            "[[inputs.mysql]]\nservers = [\"ada:CaNaRy84@tcp(h:99999)/\"]\n",
            "[[inputs.prometheus]]\nurls = [\"http://ada:CaNaRy85@host:port/\"]\n",
            "[[outputs.influxdb]]\nurls = [\"http://ada:CaNaRy86@ho st:1\"]\n",
            "[[outputs.influxdb]]\nhttp_proxy = \"http://ada:CaNaRy87@ho st:1\"\n",
            "[[outputs.influxdb_v2]]\nbucket = \"b\"\ntoken = { a = \"CaNaRy88\" }\n",
            "[[outputs.prometheus_remote_write]]\nurl = \"ftp://ada:CaNaRy89@host/\"\n",
            "[[inputs.redis]]\npassword = \"CaNaRy90\n",
            "[[inputs.redis]]\npassword = CaNaRy91\n",
            "[[inputs.redis]]\npassword = \"CaNaRy92\" \"more\"\n",
            "[[inputs.redis]]\npassword = \"CaNaRy93\"\npassword = \"CaNaRy94\"\n",
            "[[inputs.redis]]\npassword = \"CaNaRy95\\q\"\n");

    @TempDir
    Path folder;

    private final Map<String, String> shown = new TreeMap<>();

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("garbage.pem"), "no certificate\n");
        Files.writeString(folder.resolve("prometheus.yml"), resource("prometheus.yml"));
    }

    private static String resource(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/canary", name));
    }

    /// Runs a command to its end, and notes what it said.
    private String run(String what, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Distribution.built().launcher().toString()));
        command.addAll(List.of(words));
        Process process = Distribution.command(folder, command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        shown.put(what, said);
        return said;
    }

    @Test
    void nothingShowsASecret() throws Exception {
        try (RunningAgent agent = RunningAgent.start(folder, AGENT + resource("plugins.toml"), "--debug")) {
            String config = folder.resolve("heliograph.toml").toString();
            assertThat(run("check", "check", "--config", config)).doesNotContain(": unknown option");
            assertThat(run("effective", "config", "--effective", "--config", config))
                    .contains(Secret.MASK);
            assertThat(run("explain", "explain", "relabel", "--config", config, "--target", "127.0.0.1:1"))
                    .isNotEmpty();
            run("test", "--test", "--debug", "--config", config);
            everythingFails(agent);
            for (String page : List.of("/metrics", "/api/v1/plugins", "/api/v1/targets", "/ready")) {
                shown.put(page, Web.get(agent.address(page)));
            }
            assertThat(shown.get("/api/v1/plugins")).contains("\"state\":\"failing\"");
            agent.stop();
        }
        shown.put("log", Files.readString(folder.resolve("agent.log")));
        assertSilent();
    }

    private static void everythingFails(RunningAgent agent) {
        for (String plugin : List.of(
                "inputs.redis",
                "inputs.redis::login",
                "inputs.mysql",
                "inputs.prometheus",
                "inputs.prometheus::user",
                "outputs.influxdb",
                "outputs.influxdb_v2",
                "outputs.prometheus_remote_write",
                "outputs.prometheus_remote_write::authorization")) {
            await(plugin + " has failed").atMost(RunningAgent.SOON).until(() -> agent.logs("[" + plugin + "]"));
        }
    }

    @Test
    void noMistakeHasASecretQuoted() throws Exception {
        String good = "[[inputs.mem]]\n[[outputs.discard]]\n";
        try (RunningAgent agent = RunningAgent.start(folder, good, "--debug")) {
            Path config = folder.resolve("wrong.toml");
            for (int i = 0; i < MISTAKES.size(); i++) {
                Files.writeString(config, good + MISTAKES.get(i));
                String said = run("mistake " + i, "check", "--config", config.toString());
                assertThat(said).as(MISTAKES.get(i)).contains("wrong.toml");
            }
            agent.configure(good + MISTAKES.get(0) + MISTAKES.get(1) + MISTAKES.get(2));
            agent.reloadInVain("inputs.redis");
            agent.configure(good + MISTAKES.get(10));
            agent.reloadInVain("heliograph.toml");
            agent.stop();
        }
        shown.put("log", Files.readString(folder.resolve("agent.log")));
        assertSilent();
    }

    /// Also what the agent keeps on disk.
    private void assertSilent() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.toString();
                if (!name.endsWith(".toml") && !name.endsWith(".yml")) {
                    shown.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        Pattern canary = Pattern.compile(".{0,100}" + CANARY + ".{0,20}");
        Map<String, List<String>> told = new TreeMap<>();
        shown.forEach((where, text) -> {
            List<String> found = canary.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            if (!found.isEmpty()) {
                told.put(where, found);
            }
        });
        assertThat(told).isEmpty();
    }

    /// A new option for a secret fails this until it is planted.
    @Test
    void everyOptionForASecretIsPlanted() throws IOException {
        Map<String, String> tables = tables(resource("plugins.toml"));
        Set<String> missing = new TreeSet<>();
        for (PluginProvider provider : ServiceLoader.load(PluginProvider.class)) {
            for (PluginDescriptor plugin : provider.plugins()) {
                for (String key : secrets(plugin.configuration(), new TreeSet<>())) {
                    String table = tables.getOrDefault(plugin.name(), "");
                    if (!Pattern.compile("\\b" + key + " = .*" + CANARY)
                            .matcher(table)
                            .find()) {
                        missing.add(plugin.name() + ": " + key);
                    }
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(8);
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> tables(String text) {
        return Pattern.compile("(?ms)^\\[\\[(\\S+)]]$(.*?)(?=^\\[\\[|\\z)")
                .matcher(text)
                .results()
                .collect(Collectors.toMap(table -> table.group(1), table -> table.group(2), String::concat));
    }

    /// The keys of a record's options, and of records in it, whose type says that they are secret.
    private static Set<String> secrets(Class<?> configuration, Set<String> found) {
        for (RecordComponent option : configuration.getRecordComponents()) {
            String type = option.getGenericType().getTypeName();
            if (type.contains(Secret.class.getName())) {
                found.add(option.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT));
            } else if (option.getType().isRecord() && !option.getType().equals(configuration)) {
                secrets(option.getType(), found);
            }
        }
        return found;
    }
}
