package io.heliograph.plugins.influxdb.listener;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.heliograph.api.Accumulator;
import io.heliograph.api.PluginContext;
import io.heliograph.api.ServiceInput;
import io.heliograph.plugins.common.tls.ServerTls;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Takes what writes to InfluxDB 1.x: `inputs.influxdb_listener`.
///
/// Each request has a virtual thread, so that a slow client delays nobody. `/write` takes line protocol; `/ping`,
/// `/health` and `/query` answer what clients ask before they write.
public final class InfluxdbListenerInput implements ServiceInput {
    private static final int BACKLOG = 128;
    private static final String HEALTHY =
            "{\"name\":\"influxdb\",\"message\":\"ready for queries and writes\",\"status\":\"pass\",\"checks\":[]}";

    private final InfluxdbListenerConfig config;
    private final PluginContext context;
    private final Gate gate;
    private final Parsers parsers;
    private final WriteHandler writes;
    private @Nullable HttpServer server;

    /// Listens after [#open] only.
    public InfluxdbListenerInput(InfluxdbListenerConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.gate = new Gate(config, context.clock());
        this.parsers = new Parsers(context, config.parserType());
        this.writes = new WriteHandler(config, context, parsers, Room.ofHeap());
    }

    @Override
    public void open() throws IOException {
        InetSocketAddress address = ListenAddress.of(config.serviceAddress()).resolved();
        HttpServer made = create(address);
        server = made;
        made.setExecutor(task -> context.spawn("influxdb_listener", task::run));
        made.createContext("/", this::serve);
        made.start();
        context.logger().info("listening on {}", made.getAddress());
    }

    private HttpServer create(InetSocketAddress address) throws IOException {
        try {
            return config.tls().isOn()
                    ? secured(HttpsServer.create(address, BACKLOG))
                    : HttpServer.create(address, BACKLOG);
        } catch (BindException taken) {
            BindException named =
                    new BindException("cannot listen on " + config.serviceAddress() + ": " + taken.getMessage());
            named.initCause(taken);
            throw named;
        }
    }

    private HttpServer secured(HttpsServer made) throws IOException {
        ServerTls tls = new ServerTls(config.tls());
        SSLContext secure = tls.context();
        made.setHttpsConfigurator(new HttpsConfigurator(secure) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(tls.parameters(secure));
            }
        });
        return made;
    }

    /// Where it listens; the port is another one where the configuration says 0.
    InetSocketAddress address() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("not open");
        }
        return running.getAddress();
    }

    /// Waits for the end: requests have threads of their own.
    @Override
    public void run(Accumulator out) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).send(exchange);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/ping")) {
            return ping(exchange);
        }
        if (path.equals("/health")) {
            return Reply.json(HEALTHY);
        }
        if (!gate.admits(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"influxdb\"");
            return Reply.error(401, "authorization failed");
        }
        return switch (path) {
            case "/write" -> write(exchange);
            case "/query" -> Reply.json("{\"results\":[]}");
            default -> Reply.error(404, "not found: " + path);
        };
    }

    private Reply write(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            return writes.handle(exchange);
        } catch (IllegalArgumentException malformed) {
            return Reply.error(400, "bad request: " + malformed.getMessage());
        }
    }

    private static Reply ping(HttpExchange exchange) {
        String verbose = Query.parameter(exchange.getRequestURI(), "verbose");
        boolean asked = !verbose.isEmpty() && !verbose.equals("0") && !verbose.equals("false");
        return asked ? Reply.json("{\"version\":\"1.0\"}") : Reply.DONE;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.stop(0);
        }
        parsers.close();
    }
}
