import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.api.FieldKind;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.log.ChannelFolder;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.buffer.log.LogLimits;
import io.heliograph.core.buffer.log.LogThread;
import io.heliograph.core.buffer.log.WhenFull;
import io.heliograph.core.control.QueueName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.slf4j.helpers.NOPLogger;

/// Makes a queue as a long outage leaves it, and takes what an agent makes of it. `dist/proof/backlog` runs both, with
/// the jars of the distribution.
///
///     fill STATE QUEUE MIB    rows of 1,000 series, one number and five tags each, through the log's own interface
///     sink PORT               takes line protocol with 204; GET /stats says what came, and whether it was in order
public final class Backlog {
    private static final int SERIES = 1000;
    private static final long START_NANOS = 1_780_000_000_000_000_000L;
    private static final int TIME_DIGITS = 19;

    private Backlog() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("fill")) {
            fill(Path.of(arguments[1]), arguments[2], Long.parseLong(arguments[3]) << 20);
        } else {
            new Sink(Integer.parseInt(arguments[1])).start();
        }
    }

    /// Takes no counts: the rows stay.
    private static final class NoCounts implements BufferCounts {
        @Override
        public void written(long rows) {}

        @Override
        public void rejected(long rows, String reason) {}

        @Override
        public void dropped(long rows, String reason) {}
    }

    private static void fill(Path state, String queue, long bytes) throws Exception {
        Series[] series = new Series[SERIES];
        for (int i = 0; i < SERIES; i++) {
            series[i] = Series.of("backlog", "host", "h%03d".formatted(i), "cpu", "cpu" + i % 64, "dc", "dc" + i % 3,
                    "rack", "r" + i % 40, "service", "node");
        }
        Path folder = state.resolve("buffer").resolve(QueueName.of(queue));
        LogLimits limits = new LogLimits(32 << 20, 2 * bytes, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);
        LogThread thread = new LogThread();
        LogBuffer log = LogBuffer.open(
                thread, new ChannelFolder(folder), limits, 10_000, 64 << 20, new NoCounts(), NOPLogger.NOP_LOGGER);
        long rows = 0;
        for (long scrape = 0; scrape % 50 != 0 || scrape == 0 || size(folder) < bytes; scrape++) {
            log.append(batch(series, scrape));
            rows += SERIES;
            if (scrape % 50 == 49) {
                log.flush(System.nanoTime()).get(1, TimeUnit.MINUTES);
            }
        }
        log.close();
        thread.close();
        System.out.println("{\"rows\":" + rows + ",\"bytes\":" + size(folder) + "}");
    }

    private static MetricBatch batch(Series[] series, long scrape) {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (int i = 0; i < SERIES; i++) {
            rows.open();
            double value = i % 5 == 0 ? 100 * Math.sin(scrape / 50.0 + i) : scrape * (i + 1);
            rows.put("value", FieldKind.DOUBLE, Double.doubleToRawLongBits(value));
            rows.close(series[i], rows.fieldSet(), START_NANOS + scrape * 1_000_000_000L, ValueType.GAUGE);
        }
        return rows.seal();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /// Counts lines, and holds the times of each series against the one before.
    private static final class Sink {
        private static final byte[] BACKLOG = "backlog,".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] HOST = ",host=h".getBytes(StandardCharsets.US_ASCII);

        private final int port;
        private final long[] times = new long[SERIES];
        private long requests;
        private long wireBytes;
        private long backlog;
        private long fresh;
        private long again;
        private long skipped;
        private long firstMillis;
        private long lastMillis;

        Sink(int port) {
            this.port = port;
        }

        void start() throws IOException {
            System.setProperty("sun.net.httpserver.nodelay", "true");
            HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 16);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/stats", exchange -> reply(exchange, 200, stats()));
            http.createContext("/", exchange -> {
                take(exchange.getRequestBody().readAllBytes(), exchange.getRequestHeaders().getFirst("Content-Encoding"));
                reply(exchange, 204, "");
            });
            http.start();
        }

        private static void reply(HttpExchange exchange, int status, String text) throws IOException {
            try (exchange) {
                exchange.sendResponseHeaders(status, text.isEmpty() ? -1 : text.length());
                if (!text.isEmpty()) {
                    exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }

        private synchronized String stats() {
            return "{\"requests\":" + requests + ",\"wire\":" + wireBytes + ",\"backlog\":" + backlog + ",\"fresh\":"
                    + fresh + ",\"again\":" + again + ",\"skipped\":" + skipped + ",\"first\":" + firstMillis
                    + ",\"last\":" + lastMillis + "}\n";
        }

        private synchronized void take(byte[] body, String encoding) throws IOException {
            requests++;
            wireBytes += body.length;
            firstMillis = firstMillis == 0 ? System.currentTimeMillis() : firstMillis;
            byte[] text = "gzip".equals(encoding)
                    ? new GZIPInputStream(new ByteArrayInputStream(body), 1 << 16).readAllBytes()
                    : body;
            int start = 0;
            for (int i = 0; i < text.length; i++) {
                if (text[i] == '\n') {
                    line(text, start, i);
                    start = i + 1;
                }
            }
            line(text, start, text.length);
        }

        private void line(byte[] text, int from, int to) {
            if (to - from < BACKLOG.length || !startsWith(text, from, BACKLOG)) {
                fresh += to > from ? 1 : 0;
                return;
            }
            backlog++;
            int at = from;
            while (!startsWith(text, at, HOST)) {
                at++;
            }
            int host = (int) number(text, at + HOST.length, 3);
            long time = number(text, to - TIME_DIGITS, TIME_DIGITS);
            long due = times[host] == 0 ? START_NANOS : times[host] + 1_000_000_000L;
            again += time < due ? 1 : 0;
            skipped += time > due ? 1 : 0;
            times[host] = time;
            lastMillis = System.currentTimeMillis();
        }

        private static boolean startsWith(byte[] text, int from, byte[] what) {
            for (int i = 0; i < what.length; i++) {
                if (text[from + i] != what[i]) {
                    return false;
                }
            }
            return true;
        }

        private static long number(byte[] text, int from, int digits) {
            long number = 0;
            for (int i = 0; i < digits; i++) {
                number = 10 * number + text[from + i] - '0';
            }
            return number;
        }
    }
}
