package io.heliograph.core.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names under which pages on the loopback address may be asked for. A web page elsewhere can let its own name
/// lead to 127.0.0.1 and have a browser on this machine read for it (DNS rebinding); the browser then names that host.
///
/// @param names in small letters; empty where the pages are open to others anyway, and any name will do
record KnownHosts(Set<String> names) {
    private static final KnownHosts ANY = new KnownHosts(Set.of());

    /// @param asked the host of `http_address`
    /// @param open whether others can connect
    /// @param machine its name; empty where it has none
    static KnownHosts of(String asked, boolean open, String machine) {
        if (open) {
            return ANY;
        }
        Set<String> names = new HashSet<>(Set.of("localhost"));
        for (String name : new String[] {asked, machine}) {
            if (!name.isEmpty()) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return new KnownHosts(names);
    }

    /// @param header `Host`: a name or an address, with or without a port; null where a client of HTTP 1.0 has none,
    ///     which no browser is
    boolean knows(@Nullable String header) {
        if (names.isEmpty() || header == null) {
            return true;
        }
        String host = withoutPort(header.strip().toLowerCase(Locale.ROOT));
        return isAddress(host) || names.contains(host) || host.endsWith(".localhost");
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }

    /// No name server answers for an address.
    private static boolean isAddress(String host) {
        boolean v6 = host.startsWith("[") && host.endsWith("]");
        boolean v4 = !host.isEmpty();
        for (int i = 0; i < host.length(); i++) {
            v4 &= host.charAt(i) == '.' || host.charAt(i) >= '0' && host.charAt(i) <= '9';
        }
        return v4 || v6;
    }
}
