package io.heliograph.api;

/// A value of one option that breaks a rule; thrown by the compact constructors of configuration records. The host
/// adds file and line.
public final class InvalidOptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /// @param key the option, as in TOML
    /// @param message the value, the rule and an example: `not a port: 70000 (try 6379)`
    public InvalidOptionException(String key, String message) {
        super(message);
        this.key = key;
    }

    /// The option, as in TOML.
    public String key() {
        return key;
    }
}
