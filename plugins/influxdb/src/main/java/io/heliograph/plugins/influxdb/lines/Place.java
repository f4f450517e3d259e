package io.heliograph.plugins.influxdb.lines;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The address of an HTTP server as an option gives it: paths below it are appended, and `unix://` names a socket.
///
/// @param base a URL without a slash at its end
/// @param socket the Unix socket to go through, or null
public record Place(URI base, @Nullable Path socket) {
    /// Reads an option's address.
    public static Place of(URI url) {
        if ("unix".equals(url.getScheme())) {
            return new Place(URI.create("http://localhost"), Path.of(url.getPath()));
        }
        String text = url.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return new Place(URI.create(text.substring(0, end)), null);
    }

    /// A URL below the base.
    ///
    /// @param path with its first slash, and a query
    public URI at(String path) {
        return URI.create(base + path);
    }

    /// `key=value` for a query, encoded.
    public static String parameter(String key, String value) {
        return key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The address without user information.
    public String name() {
        if (socket != null) {
            return "unix://" + socket;
        }
        String text = base.toString();
        int at = text.lastIndexOf('@');
        return at < 0 ? text : base.getScheme() + "://" + text.substring(at + 1);
    }
}
