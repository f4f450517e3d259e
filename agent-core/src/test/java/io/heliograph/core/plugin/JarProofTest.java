package io.heliograph.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.PluginTrust;
import io.heliograph.testkit.CompiledJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose jars are opened: those that only root or the agent's user could have put there and, where the configuration
/// asks for it, whose sum or signer it names.
class JarProofTest {
    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void write() throws IOException {
        jar = folder.resolve("one.jar");
        CompiledJar.of("one").input("one", "1").write(jar);
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private boolean serves(PluginTrust trust) {
        try (PluginHost host = new PluginHost(folder, List.of())) {
            host.trust(trust);
            return host.find("inputs.one") != null;
        }
    }

    private String problem(PluginTrust trust) {
        try (PluginHost host = new PluginHost(folder, List.of())) {
            host.trust(trust);
            assertThat(host.find("inputs.one")).isNull();
            return host.problems().getFirst().toString();
        }
    }

    @Test
    void neitherAJarNorAFolderThatOthersMayWrite() throws Exception {
        for (String open : List.of("rw-rw-r--", "rw-r--rw-")) {
            allow(jar, open);
            assertThat(problem(PluginTrust.ANY))
                    .isEqualTo("one.jar: is not opened: its group or all users may write it (try chmod go-w)");
        }
        allow(jar, "rw-r--r--");
        assertThat(serves(PluginTrust.ANY)).isTrue();

        allow(folder, "rwxrwxr-x");
        assertThat(problem(PluginTrust.ANY))
                .startsWith(folder + ": this folder of plugins is not opened: its group or all users may write it");
    }

    @Test
    void onlyJarsWhoseSumIsListed() throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));

        assertThat(serves(new PluginTrust(List.of(sum), List.of()))).isTrue();
        assertThat(problem(new PluginTrust(List.of("00".repeat(32)), List.of())))
                .contains(sum, "plugin_sha256");
    }

    @Test
    void onlyJarsThatAKnownKeyHasSigned() throws Exception {
        KeyPair known = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        PluginTrust trust = new PluginTrust(
                List.of(),
                List.of(Base64.getEncoder().encodeToString(known.getPublic().getEncoded())));
        Path signature = folder.resolve("one.jar.sig");

        assertThat(problem(trust)).contains("no key of plugin_keys has signed it");
        Files.write(signature, signed(known));
        assertThat(serves(trust)).isTrue();
        Files.writeString(signature, Base64.getEncoder().encodeToString(signed(known)) + "\n");
        assertThat(serves(trust)).isTrue();
        Files.write(signature, signed(other));
        assertThat(problem(trust)).contains("no key of plugin_keys has signed it");
        Files.writeString(signature, "%%%");
        assertThat(problem(trust)).startsWith("one.jar: is not opened");
    }

    private byte[] signed(KeyPair keys) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(Files.readAllBytes(jar));
        return signature.sign();
    }

    /// A configuration's list holds before the first jar is opened for it: also for one without a list of its plugins,
    /// and where the list itself is wrong.
    @Test
    void nothingRunsBeforeTheListIsRead() throws Exception {
        Path marker = folder.resolve("ran");
        CompiledJar.of("eager")
                .without("Heliograph-Plugins")
                .input("eager", "new java.io.File(\"" + marker + "\").mkdir()")
                .write(folder.resolve("eager.jar"));
        for (String sum : List.of("00".repeat(32), "nonsense")) {
            try (PluginHost host = new PluginHost(folder, List.of())) {
                String text = "[agent]\nplugin_sha256 = ['" + sum + "']\n[[inputs.eager]]\n[[inputs.one]]\n";
                assertThatThrownBy(() -> ConfigLoader.loadText(host, LoadOptions.strict(), "test.toml", text))
                        .isInstanceOf(ConfigurationException.class);
                assertThat(host.loaders()).isEmpty();
            }
        }
        assertThat(marker).doesNotExist();
    }

    @Test
    void listsOfNonsenseAreRefused() {
        assertThatThrownBy(() -> new PluginTrust(List.of("abc"), List.of())).isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> new PluginTrust(List.of(), List.of("%"))).isInstanceOf(InvalidOptionException.class);
    }
}
