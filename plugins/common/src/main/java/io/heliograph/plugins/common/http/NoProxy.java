package io.heliograph.plugins.common.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is reached without a proxy, in the form of `NO_PROXY`: names (with all below them), `.domains` (only what is
/// below), addresses, CIDR ranges, each perhaps with a port, or `*` for everything; separated by commas.
public final class NoProxy {
    /// Nothing.
    public static final NoProxy NONE = new NoProxy(List.of());

    private final List<Entry> entries;

    private NoProxy(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// @param host a name or `.domain` or `*`; empty for a range
    /// @param range the first address of a range, or null
    /// @param bits of the range
    /// @param port 0 for any
    private record Entry(String host, byte @Nullable [] range, int bits, int port) {
        boolean has(String name, byte @Nullable [] address, int toPort) {
            if (port != 0 && port != toPort) {
                return false;
            }
            if (range != null) {
                return address != null && address.length == range.length && sharesBits(address, range);
            }
            return host.equals("*") || name.equals(host) || name.endsWith(host.startsWith(".") ? host : "." + host);
        }

        private boolean sharesBits(byte[] address, byte[] with) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (with[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Reads a list; what cannot be read is a name that nobody has.
    public static NoProxy of(@Nullable String list) {
        List<Entry> entries = new ArrayList<>();
        for (String part : (list == null ? "" : list).split(",")) {
            String text = part.strip().toLowerCase(Locale.ROOT);
            if (!text.isEmpty()) {
                entries.add(entry(text));
            }
        }
        return entries.isEmpty() ? NONE : new NoProxy(entries);
    }

    private static Entry entry(String text) {
        int slash = text.indexOf('/');
        if (slash > 0) {
            byte[] range = address(text.substring(0, slash));
            if (range != null) {
                return new Entry("", range, bits(text.substring(slash + 1), 8 * range.length), 0);
            }
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && text.indexOf(':') == colon
                || colon > text.lastIndexOf(']') && colon > 0 && text.startsWith("[");
        String host = hasPort ? text.substring(0, colon) : text;
        int port = hasPort ? bits(text.substring(colon + 1), 65_535) : 0;
        byte[] single = address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        return single == null
                ? new Entry(host.startsWith("*.") ? host.substring(1) : host, null, 0, port)
                : new Entry("", single, 8 * single.length, port);
    }

    private static int bits(String digits, int most) {
        try {
            return Math.clamp(Integer.parseInt(digits), 0, most);
        } catch (NumberFormatException none) {
            return most;
        }
    }

    /// The bytes of a literal address, or null for a name: nothing is looked up.
    private static byte @Nullable [] address(String text) {
        if (!Resolver.isLiteral(text)) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }

    /// Whether a host is reached without a proxy: as in Go, that one itself always is (`localhost`, 127.0.0.0/8, ::1)
    /// only where the list says so.
    boolean has(String host, int port) {
        if (entries.isEmpty()) {
            return false;
        }
        byte[] address = address(host);
        for (Entry entry : entries) {
            if (entry.has(host, address, port)) {
                return true;
            }
        }
        return false;
    }
}
