package io.heliograph.plugins.common.http;

import io.heliograph.api.ByteSink;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Writes request line and headers.
final class RequestHead {
    private RequestHead() {}

    /// @param proxy that the request goes to and that must be told the whole URL, or null
    static void put(HttpRequest request, @Nullable URI proxy, ByteSink out) {
        Headers headers = request.headers();
        putLine(request, proxy, out);
        if (!headers.has("Host")) {
            put("Host", request.origin().authority(), out);
        }
        for (int i = 0; i < headers.size(); i++) {
            put(headers.name(i), headers.value(i), out);
        }
        putDefaults(request, headers, out);
        if (proxy != null && proxy.getRawUserInfo() != null) {
            put("Proxy-Authorization", Authorization.ofUserInfo(proxy.getRawUserInfo()), out);
        }
        out.putText("\r\n");
    }

    private static void putLine(HttpRequest request, @Nullable URI proxy, ByteSink out) {
        URI uri = isAscii(request.uri())
                ? request.uri()
                : URI.create(request.uri().toASCIIString());
        String path = uri.getRawPath();
        out.putText(request.method());
        out.put(' ');
        if (proxy != null) {
            out.putText(request.origin().toString());
        }
        out.putText(path == null || path.isEmpty() ? "/" : path);
        if (uri.getRawQuery() != null) {
            out.put('?');
            out.putText(uri.getRawQuery());
        }
        out.putText(" HTTP/1.1\r\n");
    }

    private static boolean isAscii(URI uri) {
        String text = uri.toString();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static void putDefaults(HttpRequest request, Headers headers, ByteSink out) {
        if (!headers.has("User-Agent")) {
            put("User-Agent", "Heliograph", out);
        }
        if (!headers.has("Accept-Encoding")) {
            put("Accept-Encoding", "gzip", out);
        }
        String userInfo = request.uri().getRawUserInfo();
        if (userInfo != null && !headers.has(Authorization.HEADER)) {
            put(Authorization.HEADER, Authorization.ofUserInfo(userInfo), out);
        }
        if (request.body().length() > 0 || request.method().startsWith("P")) {
            put("Content-Length", Integer.toString(request.body().length()), out);
        }
    }

    private static void put(String name, String value, ByteSink out) {
        out.putText(name);
        out.putText(": ");
        out.putText(value);
        out.putText("\r\n");
    }
}
