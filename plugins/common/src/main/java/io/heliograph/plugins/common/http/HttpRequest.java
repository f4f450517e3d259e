package io.heliograph.plugins.common.http;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is asked of a server. Immutable, and good for any number of exchanges.
public final class HttpRequest {
    private final String method;
    private final URI uri;
    private final Headers headers;
    private final HttpBody body;
    private final @Nullable Path socket;
    private final Redirects redirects;
    private final Origin origin; // taken apart once, and shared by copies

    /// @param method as it goes over the wire
    /// @param uri `http` or `https`; with user information it is sent as basic authentication
    /// @param headers sent as they are; `Host`, `Content-Length`, `User-Agent` and `Accept-Encoding: gzip` are added
    /// @param body what follows the headers
    /// @param socket the Unix socket to go through instead of host and port, or null
    /// @param redirects which are followed
    /// @throws IllegalArgumentException for a URI without scheme `http` or `https`, or without a host
    public HttpRequest(
            String method, URI uri, Headers headers, HttpBody body, @Nullable Path socket, Redirects redirects) {
        this(method, uri, headers, body, socket, redirects, Origin.of(uri, socket));
    }

    private HttpRequest(
            String method,
            URI uri,
            Headers headers,
            HttpBody body,
            @Nullable Path socket,
            Redirects redirects,
            Origin origin) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.socket = socket;
        this.redirects = redirects;
        this.origin = origin;
    }

    /// A GET that follows no redirects.
    public static HttpRequest get(URI uri) {
        return new HttpRequest("GET", uri, Headers.NONE, HttpBody.EMPTY, null, Redirects.NONE);
    }

    /// A POST that follows no redirects.
    public static HttpRequest post(URI uri) {
        return new HttpRequest("POST", uri, Headers.NONE, HttpBody.EMPTY, null, Redirects.NONE);
    }

    /// This request with a header added or replaced.
    public HttpRequest header(String name, String value) {
        return headers(headers.with(name, value));
    }

    /// This request with these headers only.
    public HttpRequest headers(Headers all) {
        return new HttpRequest(method, uri, all, body, socket, redirects, origin);
    }

    /// This request with another body.
    public HttpRequest body(byte[] array, int offset, int length) {
        HttpBody other = new HttpBody(array, offset, length);
        return new HttpRequest(method, uri, headers, other, socket, redirects, origin);
    }

    /// This request to another place.
    public HttpRequest to(URI elsewhere) {
        return new HttpRequest(method, elsewhere, headers, body, socket, redirects);
    }

    /// This request through a Unix socket.
    public HttpRequest over(Path unixSocket) {
        return new HttpRequest(method, uri, headers, body, unixSocket, redirects);
    }

    /// This request, following so many redirects, wherever they lead.
    public HttpRequest redirects(int atMost) {
        return redirects(new Redirects(atMost, true));
    }

    /// This request, following these redirects.
    public HttpRequest redirects(Redirects followed) {
        return new HttpRequest(method, uri, headers, body, socket, followed, origin);
    }

    /// As it goes over the wire.
    public String method() {
        return method;
    }

    /// Where it goes.
    public URI uri() {
        return uri;
    }

    /// Without those that are added.
    public Headers headers() {
        return headers;
    }

    /// What follows the headers.
    public HttpBody body() {
        return body;
    }

    @Nullable
    Path socket() {
        return socket;
    }

    Redirects redirects() {
        return redirects;
    }

    Origin origin() {
        return origin;
    }

    /// Method and place, without user information and query, which may be secret.
    @Override
    public String toString() {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return method + " " + origin() + path;
    }
}
