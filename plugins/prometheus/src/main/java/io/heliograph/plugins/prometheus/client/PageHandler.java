package io.heliograph.plugins.prometheus.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.heliograph.api.ByteSink;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Answers requests: the page at its path, a pointer to it elsewhere.
final class PageHandler implements HttpHandler {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PAGE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String QUOTED_PAGE = "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8";
    private static final String ASKS_FOR_QUOTES = "escaping=allow-utf-8";
    private static final int CHUNK_BYTES = 32 << 10;

    private final PrometheusClientConfig config;
    private final Exposure exposure;
    private final Deadlines deadlines;
    private final Door door;

    PageHandler(PrometheusClientConfig config, Exposure exposure, Deadlines deadlines) {
        this.config = config;
        this.exposure = exposure;
        this.deadlines = deadlines;
        this.door = new Door(config);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        deadlines.extend(config.writeTimeout());
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            config.httpHeaders().forEach(headers::set);
            int status = door.status(exchange);
            if (status == Door.OPEN) {
                answer(exchange);
            } else {
                if (status == 401) {
                    headers.set("WWW-Authenticate", "Basic realm=\"Restricted\"");
                }
                text(exchange, status, "not authorized");
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String asked = exchange.getRequestURI().getPath();
        if (!config.path().equals(asked)) {
            text(exchange, "/".equals(asked) ? 200 : 404, "the metrics are at " + config.path());
        } else if (method.equals("GET") || method.equals("HEAD")) {
            page(exchange);
        } else {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            text(exchange, 405, "the metrics can only be read");
        }
    }

    private static void text(HttpExchange exchange, int status, String words) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", TEXT);
        byte[] body = (words + "\n").getBytes(StandardCharsets.UTF_8);
        boolean bare = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        boolean quotes =
                config.nameSanitization() == NameSanitization.UTF8 && mentions(asked.get("Accept"), ASKS_FOR_QUOTES);
        boolean gzip = takesGzip(asked.get("Accept-Encoding"));
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", quotes ? QUOTED_PAGE : PAGE);
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = gzip ? new FastGzip(exchange.getResponseBody()) : exchange.getResponseBody()) {
            write(out, quotes);
        }
    }

    private void write(OutputStream out, boolean quotes) throws IOException {
        ByteSink chunk = new ByteSink(CHUNK_BYTES);
        ExpositionWriter writer = new ExpositionWriter(chunk, config.exportTimestamp(), quotes);
        long nowNanos = System.nanoTime();
        String last = exposure.writeNext(null, writer, nowNanos);
        while (last != null) {
            if (chunk.size() >= CHUNK_BYTES) {
                chunk.writeTo(out);
                chunk.clear();
            }
            last = exposure.writeNext(last, writer, nowNanos);
        }
        chunk.writeTo(out);
    }

    private static boolean mentions(@Nullable List<String> header, String word) {
        return header != null
                && String.join(",", header).toLowerCase(Locale.ROOT).contains(word);
    }

    /// Whether `gzip` is among the encodings, and not with `q=0`.
    static boolean takesGzip(@Nullable List<String> header) {
        if (header == null) {
            return false;
        }
        for (String encoding : String.join(",", header).toLowerCase(Locale.ROOT).split(",")) {
            String plain = encoding.replace(" ", "");
            if (plain.equals("gzip") || plain.startsWith("gzip;") && !plain.matches("gzip;q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }

    /// gzip at its lowest effort: level 6 costs more than twice the time for little less.
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
