package io.heliograph.plugins.influxdb.intake;

import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Parsers by precision, lent to one request at a time; no more requests are parsed at a time than there are
/// processors. Each parser keeps the series that it knows, so that the one used last is lent first.
final class Parsers {
    private final PluginContext context;
    private final ParserType type;
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final Map<String, Deque<Parser>> idle = new HashMap<>();

    Parsers(PluginContext context, ParserType type) {
        this.context = context;
        this.type = type;
    }

    /// The unit that a request's `precision` means, or null for one that is none. InfluxDB up to 1.9 takes what it does
    /// not know for nanoseconds, which stores wrong times in silence.
    static @Nullable String unit(String precision) {
        return switch (precision) {
            case "", "n", "ns" -> "ns";
            case "u", "us", "µ", "µs" -> "us";
            case "ms", "s", "m", "h" -> precision;
            default -> null;
        };
    }

    /// Work with a parser.
    interface Use {
        void with(Parser parser) throws ParseException;
    }

    void lend(String unit, Use use) throws ParseException, InterruptedException {
        turns.acquire();
        try {
            use(unit, take(unit), use);
        } finally {
            turns.release();
        }
    }

    /// A parser that finds a fault in a text is as good as before: a client that sends bad lines is no reason to learn
    /// all series again. What state one is in that throws anything else, nobody knows.
    private void use(String unit, Parser parser, Use use) throws ParseException {
        try {
            use.with(parser);
        } catch (ParseException fault) {
            giveBack(unit, parser);
            throw fault;
        }
        giveBack(unit, parser);
    }

    private Parser take(String unit) {
        synchronized (idle) {
            Deque<Parser> own = idle.get(unit);
            if (own != null && !own.isEmpty()) {
                return own.removeLast();
            }
        }
        return context.parser("influx", Map.of("influx_timestamp_precision", unit, "influx_parser_type", name(type)));
    }

    private static String name(ParserType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private void giveBack(String unit, Parser parser) {
        synchronized (idle) {
            idle.computeIfAbsent(unit, none -> new ArrayDeque<>()).addLast(parser);
        }
    }

    void close() throws IOException {
        synchronized (idle) {
            for (Deque<Parser> own : idle.values()) {
                for (Parser parser : own) {
                    parser.close();
                }
            }
            idle.clear();
        }
    }
}
