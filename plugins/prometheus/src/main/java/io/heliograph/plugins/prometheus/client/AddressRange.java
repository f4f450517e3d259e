package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.InvalidOptionException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses, as `10.0.0.0/8` or `fd00::/8`.
///
/// @param network the bytes of any address in it
/// @param bits how many leading bits all addresses in it share
record AddressRange(byte[] network, int bits) {
    /// @throws InvalidOptionException for anything else; a name is not looked up
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!address.matches("[0-9a-fA-F:.]+")
                    || address.indexOf(':') < 0 && !address.matches("\\d+(\\.\\d+){3}")) {
                throw new UnknownHostException(address);
            }
            byte[] network = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? 8 * network.length : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= 8 * network.length) {
                return new AddressRange(network, bits);
            }
        } catch (UnknownHostException | NumberFormatException wrong) {
            // told below
        }
        throw new InvalidOptionException("ip_range", "not a range of addresses: '" + text + "' (try 192.168.0.0/24)");
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((other[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
