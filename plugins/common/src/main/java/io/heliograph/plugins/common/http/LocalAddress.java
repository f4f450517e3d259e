package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collections;

/// The address that an option `local_address` means.
public final class LocalAddress {
    private LocalAddress() {}

    /// An address, or the first of an interface.
    ///
    /// @param name `192.0.2.7`, or `eth0`
    public static InetAddress of(String name) throws IOException {
        NetworkInterface device = NetworkInterface.getByName(name);
        if (device == null) {
            return InetAddress.getByName(name);
        }
        for (InetAddress address : Collections.list(device.getInetAddresses())) {
            if (!address.isLinkLocalAddress()) {
                return address;
            }
        }
        throw new UnknownHostException("interface " + name + " has no address");
    }
}
