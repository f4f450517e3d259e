package io.heliograph.plugins.common.http;

import io.heliograph.api.Secret;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Asks a proxy for a tunnel, for TLS to go through (RFC 9110, 9.3.6).
final class Tunnel {
    private Tunnel() {}

    static void open(
            Socket plain, Origin origin, URI proxy, Map<String, List<Secret>> headers, Deadline deadline, Watch watch)
            throws IOException {
        // the buffer is one byte: what follows the head is TLS and must stay in the socket
        Connection wire = new Connection(origin, plain, watch, plain.getInputStream(), plain.getOutputStream());
        wire.begin(new byte[1], deadline);
        try {
            connect(wire, origin, proxy, headers);
        } finally {
            wire.finish();
        }
    }

    private static void connect(Connection wire, Origin origin, URI proxy, Map<String, List<Secret>> headers)
            throws IOException {
        byte[] head = head(origin, proxy, headers).getBytes(StandardCharsets.UTF_8);
        wire.write(head, 0, head.length);
        AnswerHead answer = AnswerHead.read(wire);
        if (answer.status() / 100 != 2) {
            throw new IOException("the proxy " + Origin.of(proxy, null) + " answered " + answer.status() + " to "
                    + "CONNECT "
                    + origin.hostAndPort());
        }
    }

    private static String head(Origin origin, URI proxy, Map<String, List<Secret>> headers) {
        String place = origin.hostAndPort();
        String credentials = proxy.getRawUserInfo() == null
                ? ""
                : "Proxy-Authorization: " + Authorization.ofUserInfo(proxy.getRawUserInfo()) + "\r\n";
        StringBuilder more = new StringBuilder();
        headers.forEach((name, values) -> values.forEach(
                value -> more.append(name).append(": ").append(value.reveal()).append("\r\n")));
        return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n" + credentials + more + "\r\n";
    }
}
