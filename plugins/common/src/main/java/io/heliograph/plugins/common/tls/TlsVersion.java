package io.heliograph.plugins.common.tls;

/// A version of TLS, as Telegraf writes it.
public enum TlsVersion {
    /// 1.0, which the Java runtime refuses unless its security properties say otherwise.
    TLS10("TLSv1"),
    /// 1.1, as 1.0.
    TLS11("TLSv1.1"),
    /// 1.2.
    TLS12("TLSv1.2"),
    /// 1.3.
    TLS13("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /// The names that the Java runtime has for the versions between two.
    static String[] between(TlsVersion lowest, TlsVersion highest) {
        int count = Math.max(0, highest.ordinal() - lowest.ordinal() + 1);
        String[] protocols = new String[count];
        for (int i = 0; i < count; i++) {
            protocols[i] = values()[lowest.ordinal() + i].protocol;
        }
        return protocols;
    }
}
