package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows redirects (RFC 9110, 15.4). To another origin, another port of the host included, only harmless headers go
/// along: any other may be a credential.
final class Redirect {
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-encoding", "accept-language", "user-agent", "content-type", "content-encoding");

    private Redirect() {}

    /// Where an answer leads, or null for an answer that leads nowhere else.
    static @Nullable URI target(HttpRequest request, HttpResponse answer) throws IOException {
        boolean redirects = switch (answer.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        String location = redirects && request.redirects().most() > 0 ? answer.header("Location") : null;
        if (location == null) {
            return null;
        }
        try {
            URI next = request.uri().resolve(location);
            Origin to = Origin.of(next, null);
            boolean sameHost = to.host().equals(request.origin().host());
            return sameHost || request.redirects().toOtherHosts() ? next : null;
        } catch (IllegalArgumentException malformed) {
            answer.close();
            ProtocolException refused =
                    new ProtocolException(request + ": redirected to nowhere: " + "" + malformed.getMessage());
            refused.initCause(malformed);
            throw refused;
        }
    }

    static HttpRequest follow(HttpRequest request, int status, URI next) {
        boolean sameOrigin = Origin.of(next, request.socket()).equals(request.origin());
        Headers headers = sameOrigin ? request.headers() : harmless(request.headers());
        boolean safe = request.method().equals("GET") || request.method().equals("HEAD");
        boolean again = status == 307 || status == 308 || safe;
        String method = again ? request.method() : "GET";
        HttpBody body = again ? request.body() : HttpBody.EMPTY;
        return new HttpRequest(method, next, headers, body, sameOrigin ? request.socket() : null, request.redirects());
    }

    private static Headers harmless(Headers headers) {
        Headers kept = Headers.NONE;
        for (int i = 0; i < headers.size(); i++) {
            if (HARMLESS.contains(headers.name(i).toLowerCase(Locale.ROOT))) {
                kept = kept.with(headers.name(i), headers.value(i));
            }
        }
        return kept;
    }
}
