package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a target is.
///
/// @param uri to ask
/// @param socket the Unix socket to go through, or null
/// @param shown the URL without user information
record Location(URI uri, @Nullable Path socket, String shown) {
    private static final String DEFAULT_PATH = "/metrics";

    /// @throws InvalidOptionException for what is no URL of a target
    static void check(String key, String url) {
        try {
            HttpRequest.get(of(url).uri);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidOptionException(
                    key,
                    "not a URL of a target: '" + url.replaceFirst("//[^/]*@", "//")
                            + "' (try http://localhost:9100/metrics or unix:///run/app.sock?path=/metrics)");
        }
    }

    /// A URL of the configuration.
    ///
    /// @throws IllegalArgumentException for what is no URL
    static Location of(String url) {
        URI uri = URI.create(url.strip());
        if ("unix".equals(uri.getScheme())) {
            return unix(uri);
        }
        String path = uri.getRawPath();
        URI full = path == null || path.isEmpty() ? uri.resolve(query(DEFAULT_PATH, uri.getRawQuery())) : uri;
        return new Location(full, null, bare(full));
    }

    private static String query(String path, @Nullable String rawQuery) {
        return rawQuery == null ? path : path + "?" + rawQuery;
    }

    private static Location unix(URI uri) {
        String socket = uri.getPath();
        if (socket == null || socket.isEmpty()) {
            throw new IllegalArgumentException("no path of a socket: " + uri);
        }
        String path = DEFAULT_PATH;
        StringBuilder rest = new StringBuilder();
        for (String part : String.valueOf(uri.getRawQuery() == null ? "" : uri.getRawQuery())
                .split("&")) {
            if (part.startsWith("path=")) {
                path = URLDecoder.decode(part.substring(5), StandardCharsets.UTF_8);
            } else if (!part.isEmpty()) {
                rest.append(rest.isEmpty() ? "" : "&").append(part);
            }
        }
        URI asked = URI.create("http://localhost" + query(path, rest.isEmpty() ? null : rest.toString()));
        return new Location(asked, Path.of(socket), uri.toString());
    }

    private static String bare(URI uri) {
        String info = uri.getRawUserInfo();
        return info == null ? uri.toString() : uri.toString().replace(info + "@", "");
    }

    /// A discovered target, by Prometheus' labels.
    ///
    /// @param params of the query
    /// @throws IllegalArgumentException for labels that make no URL
    static Location of(TagSet labels, Map<String, List<String>> params) {
        String socket = labels.get(TargetBuilder.SOCKET);
        String address = label(labels, TargetBuilder.ADDRESS, socket == null ? "" : "localhost");
        if (address.isEmpty()) {
            throw new IllegalArgumentException("no label __address__");
        }
        if (address.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not an address: '" + address + "' (try localhost:9100)");
        }
        String url = label(labels, TargetBuilder.SCHEME, "http") + "://" + address + path(labels, params);
        try {
            URI uri = new URI(url);
            HttpRequest.get(uri);
            String shown = bare(uri);
            return socket == null
                    ? new Location(uri, null, shown)
                    : new Location(uri, Path.of(socket), shown + " over " + socket);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("not a URL: '" + url.replaceFirst("//[^/]*@", "//") + "'");
        }
    }

    private static String path(TagSet labels, Map<String, List<String>> params) {
        String path = label(labels, TargetBuilder.METRICS_PATH, DEFAULT_PATH);
        StringBuilder text = new StringBuilder(path.startsWith("/") ? "" : "/").append(path);
        char joint = path.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, List<String>> param : params.entrySet()) {
            for (String value : param.getValue()) {
                text.append(joint).append(encoded(param.getKey())).append('=').append(encoded(value));
                joint = '&';
            }
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String label(TagSet labels, String key, String otherwise) {
        String value = labels.get(key);
        return value == null ? otherwise : value;
    }

    HttpRequest request() {
        HttpRequest plain = HttpRequest.get(uri);
        return socket == null ? plain : plain.over(socket);
    }
}
