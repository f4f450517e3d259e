package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Requests of the tests themselves.
final class Web {
    static {
        // A connection kept from the request before may be closed in the moment it is used again, by a listener that
        // makes place or an agent that ends. Clients send once more then (RFC 9112, 9.3.1); this one does so for GET
        // only unless it is told, and it is told before its first use.
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Web() {}

    /// The body of an answer of whatever status.
    static String get(String address) throws IOException {
        return send(request(address).build()).body();
    }

    static int status(String address) throws IOException {
        return send(request(address).build()).statusCode();
    }

    /// @param headers name, value, name, value …
    static HttpResponse<String> post(String address, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = request(address).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /// For the query of an address.
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
