package io.heliograph.core.config;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The keys of `[agent]` about the jars that may serve. Without any, every jar of the folder may.
public record PluginTrust(
        @Option(
                doc =
                        "SHA-256 sums, in hexadecimal digits, of the plugin jars that may be opened. When there are any, other jars are left out, but for signed ones.",
                example = "[\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"]")
        List<String> pluginSha256,

        @Option(
                doc =
                        "Public Ed25519 keys (X.509, base64). A jar that one of them has signed, in a file of its name with `.sig` added, may be opened; when there are any, others are left out, but for those of `plugin_sha256`.",
                example = "[\"MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\"]")
        List<String> pluginKeys) {
    private static final int SUM_BYTES = 32;

    /// Nothing is asked of a jar.
    public static final PluginTrust ANY = new PluginTrust(List.of(), List.of());

    /// No jar can show this.
    static final PluginTrust NONE = new PluginTrust(List.of("0".repeat(2 * SUM_BYTES)), List.of());

    /// @throws InvalidOptionException for what is no sum, and no text in base64
    public PluginTrust {
        pluginSha256 = sums(pluginSha256);
        pluginKeys = List.copyOf(pluginKeys);
        for (String key : pluginKeys) {
            checkBase64(key);
        }
    }

    private static List<String> sums(List<String> written) {
        List<String> sums = new ArrayList<>();
        for (String sum : written) {
            String folded = sum.strip().toLowerCase(Locale.ROOT);
            if (!isSum(folded)) {
                throw new InvalidOptionException(
                        "plugin_sha256", "not a SHA-256 sum: '" + sum + "' (try what sha256sum FILE prints)");
            }
            sums.add(folded);
        }
        return List.copyOf(sums);
    }

    private static boolean isSum(String text) {
        try {
            return HexFormat.of().parseHex(text).length == SUM_BYTES;
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }

    private static void checkBase64(String key) {
        try {
            Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidOptionException(
                    "plugin_keys", "not base64: '" + key + "' (try openssl pkey -pubout -outform DER | base64)");
        }
    }

    /// Whether a jar has to prove anything.
    public boolean asksNothing() {
        return pluginSha256.isEmpty() && pluginKeys.isEmpty();
    }
}
