package io.heliograph.plugins.influxdb.lines;

import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.common.http.HttpBody;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Redirects;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How a server is talked to.
///
/// @param client shared by all servers of the output
/// @param headers sent with every request: credentials, user agent
/// @param socket the Unix socket to go through, or null
/// @param timeout of an exchange
/// @param clock reads dates in `Retry-After`
public record Link(
        HttpClient client, Headers headers, @Nullable Path socket, Duration timeout, InstantSource clock) {

    /// A request with the common headers and no body.
    public HttpRequest request(String method, URI uri) {
        return new HttpRequest(method, uri, headers, HttpBody.EMPTY, socket, Redirects.NONE);
    }

    /// Sends a request and reads the whole answer.
    public Answer exchange(HttpRequest request) throws IOException {
        try (HttpResponse response = client.exchange(request, timeout)) {
            return Answer.of(response, clock.instant());
        }
    }
}
