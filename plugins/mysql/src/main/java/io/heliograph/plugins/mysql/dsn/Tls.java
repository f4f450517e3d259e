package io.heliograph.plugins.mysql.dsn;

/// Whether and how a connection is encrypted: the values of the parameter `tls`.
public enum Tls {
    /// Not at all.
    OFF,
    /// The server's certificate and name must be right.
    VERIFIED,
    /// Encrypted, to whomever.
    UNVERIFIED,
    /// Encrypted to whomever, or not at all where the server cannot.
    PREFERRED,
    /// As the plugin's own options of TLS say.
    CUSTOM;

    static Tls parse(String value) {
        return switch (value) {
            case "", "false", "FALSE", "False", "0" -> OFF;
            case "true", "TRUE", "True", "1" -> VERIFIED;
            case "skip-verify" -> UNVERIFIED;
            case "preferred" -> PREFERRED;
            case "custom" -> CUSTOM;
            default ->
                throw new IllegalArgumentException(
                        "not a value of tls: '" + value + "' (true, false, skip-verify, preferred or custom)");
        };
    }
}
