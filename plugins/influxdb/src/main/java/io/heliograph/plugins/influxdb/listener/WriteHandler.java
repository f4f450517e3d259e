package io.heliograph.plugins.influxdb.listener;

import com.sun.net.httpserver.HttpExchange;
import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.FlushException;
import io.heliograph.api.ParseException;
import io.heliograph.api.PluginContext;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.http.BodyTooLargeException;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// `/write`: rows are in the buffer of every output that takes them, durably where the buffer is, before the client
/// hears 204.
///
/// Of a body with bad lines the good ones are kept, and the answer is 400 with the first fault, as InfluxDB does.
final class WriteHandler {
    private final InfluxdbListenerConfig config;
    private final PluginContext context;
    private final Parsers parsers;
    private final Room room;

    WriteHandler(InfluxdbListenerConfig config, PluginContext context, Parsers parsers, Room room) {
        this.config = config;
        this.context = context;
        this.parsers = parsers;
        this.room = room;
    }

    Reply handle(HttpExchange exchange) throws IOException, InterruptedException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return Reply.error(405, "only POST writes");
        }
        URI uri = exchange.getRequestURI();
        String precision = Query.parameter(uri, "precision");
        String unit = Parsers.unit(precision);
        if (unit == null) {
            return Reply.error(400, "invalid precision \"" + precision + "\" (use n, u, ms, s, m or h)");
        }
        String coding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        boolean packed = coding != null && coding.equalsIgnoreCase("gzip");
        if (coding != null && !packed && !coding.equalsIgnoreCase("identity")) {
            return Reply.error(415, "content encoding '" + coding + "' is not supported (use gzip)");
        }
        try (RequestBody body = new RequestBody(room, config.maxBodySize().bytes())) {
            readInTime(exchange, body, packed);
            return take(body, tags(uri), unit, exchange.getRemoteAddress().toString());
        } catch (BodyTooLargeException tooLarge) {
            return Reply.error(413, "http: request body too large");
        } catch (RequestBody.BusyException busy) {
            return Reply.later(429, String.valueOf(busy.getMessage()), Duration.ofSeconds(1));
        } catch (ZipException | EOFException broken) {
            return Reply.error(400, String.valueOf(broken.getMessage()));
        }
    }

    /// Reading is the one thing that a slow client can stretch: at the deadline this thread is interrupted, which
    /// closes the connection.
    private void readInTime(HttpExchange exchange, RequestBody body, boolean packed) throws IOException {
        Thread reader = Thread.currentThread();
        Deadline deadline = new Deadline();
        context.spawn("influxdb_listener-deadline", () -> deadline.watch(reader, config.readTimeout()));
        try {
            body.read(exchange, packed);
        } finally {
            deadline.met();
        }
    }

    private TagSet tags(URI uri) {
        List<String> tags = new ArrayList<>(4);
        add(tags, config.databaseTag(), Query.parameter(uri, "db"));
        add(tags, config.retentionPolicyTag(), Query.parameter(uri, "rp"));
        return TagSet.of(tags.toArray(new String[0]));
    }

    private static void add(List<String> tags, @Nullable String key, String value) {
        if (key != null && !key.isEmpty() && !value.isEmpty()) {
            tags.add(key);
            tags.add(value);
        }
    }

    private Reply take(RequestBody body, TagSet tags, String unit, String origin) throws InterruptedException {
        Accumulator rows = context.accumulator(tags);
        ByteSource text = new ByteSource(body.bytes().array(), 0, body.bytes().size(), origin);
        ParseException faults = null;
        try {
            parsers.lend(unit, parser -> parser.parse(text, rows));
        } catch (ParseException bad) {
            faults = bad;
        }
        try {
            rows.flush(config.writeTimeout());
        } catch (FlushException refused) {
            return Reply.later(503, String.valueOf(refused.getMessage()), refused.retryAfter());
        }
        return faults == null ? Reply.DONE : Reply.error(400, message(faults));
    }

    private static String message(ParseException faults) {
        String first = "partial write: unable to parse " + faults.faults().get(0);
        return switch (faults.count()) {
            case 1 -> first;
            case 2 -> first + " (and 1 other parse error)";
            default -> first + " (and " + (faults.count() - 1) + " other parse errors)";
        };
    }
}
