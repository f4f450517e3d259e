package io.heliograph.plugins.common.httpserver;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A request. Used by the thread of its connection, until it is answered.
public final class Request {
    private final RequestHead head;
    private final BodyStream body;
    private final InetAddress client;
    private final String path;
    private final String query;

    Request(RequestHead head, BodyStream body, InetAddress client) {
        this.head = head;
        this.body = body;
        this.client = client;
        String target = head.target();
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
    }

    /// The method, in capitals as a rule.
    public String method() {
        return head.method();
    }

    /// The path as it came, with its escapes.
    public String path() {
        return path;
    }

    /// The first value of a parameter in the query, decoded; empty where there is none.
    ///
    /// @throws HttpProblem for a broken escape
    public String parameter(String name) throws HttpProblem {
        int from = 0;
        while (from < query.length()) {
            int to = query.indexOf('&', from);
            int stop = to < 0 ? query.length() : to;
            int equals = query.indexOf('=', from);
            int keyStop = equals < 0 || equals > stop ? stop : equals;
            if (decoded(from, keyStop).equals(name)) {
                return keyStop == stop ? "" : decoded(keyStop + 1, stop);
            }
            from = stop + 1;
        }
        return "";
    }

    private String decoded(int from, int to) throws HttpProblem {
        try {
            return URLDecoder.decode(query.substring(from, to), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new HttpProblem(400, "a broken escape in the query");
        }
    }

    /// The first header of a name, or null.
    public @Nullable String header(String name) {
        return head.headers().first(name);
    }

    /// The length of the body that was declared; -1 where it comes in chunks.
    public long length() {
        return head.length();
    }

    /// The body as it comes. Reading it has the listener's deadline.
    public InputStream body() {
        return body;
    }

    /// Who asks.
    public InetAddress client() {
        return client;
    }

    @Override
    public String toString() {
        return head.method() + " " + path + " of " + client.getHostAddress(); // without the query: it may have secrets
    }
}
