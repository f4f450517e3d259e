package io.heliograph.plugins.common.http;

import java.net.InetAddress;

/// Addresses at which clouds serve the credentials of a machine: link-local ones (169.254.0.0/16, fe80::/10) and AWS'
/// own, fd00:ec2::/32. Whoever may name targets must not get at these through the agent.
final class LinkLocal {
    private LinkLocal() {}

    static boolean has(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean aws = bytes.length == 16
                && bytes[0] == (byte) 0xfd
                && bytes[1] == 0
                && bytes[2] == 0x0e
                && bytes[3] == (byte) 0xc2;
        return aws || address.isLinkLocalAddress();
    }
}
