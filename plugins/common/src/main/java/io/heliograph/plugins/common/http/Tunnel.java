package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Asks a proxy for a tunnel, for TLS to go through (RFC 9110, 9.3.6).
final class Tunnel {
    private Tunnel() {}

    static void open(Socket plain, Origin origin, URI proxy, Deadline deadline, Watch watch) throws IOException {
        // the buffer is one byte: what follows the head is TLS and must stay in the socket
        Connection wire = new Connection(origin, plain, watch, plain.getInputStream(), plain.getOutputStream());
        wire.begin(new byte[1], deadline);
        try {
            connect(wire, origin, proxy);
        } finally {
            wire.finish();
        }
    }

    private static void connect(Connection wire, Origin origin, URI proxy) throws IOException {
        byte[] head = head(origin, proxy).getBytes(StandardCharsets.UTF_8);
        wire.write(head, 0, head.length);
        AnswerHead answer = AnswerHead.read(wire);
        if (answer.status() / 100 != 2) {
            throw new IOException("the proxy " + Origin.of(proxy, null) + " answered " + answer.status() + " to "
                    + "CONNECT "
                    + origin.hostAndPort());
        }
    }

    private static String head(Origin origin, URI proxy) {
        String place = origin.hostAndPort();
        String credentials = proxy.getRawUserInfo() == null
                ? ""
                : "Proxy-Authorization: " + Authorization.ofUserInfo(proxy.getRawUserInfo()) + "\r\n";
        return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n" + credentials + "\r\n";
    }
}
