package io.heliograph.plugins.prometheus.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.heliograph.api.ByteSink;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.PluginContext;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.tls.ServerTls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// `outputs.prometheus_client`: a page with the present value of every series, to be scraped.
public final class PrometheusClientOutput implements Output {
    private static final int BACKLOG = 128;
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusClientConfig config;
    private final PluginContext context;
    private final Exposure exposure;
    private final Door door;
    private @Nullable HttpServer server;

    /// Listens after [#open] only.
    public PrometheusClientOutput(PrometheusClientConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.exposure = new Exposure(config.translation(), config.expirationInterval());
        this.door = new Door(config);
    }

    @Override
    public void open() throws IOException {
        InetSocketAddress address = Listen.of(config.listen()).resolved();
        HttpServer made = create(address);
        server = made;
        made.setExecutor(task -> context.spawn("prometheus_client", task::run));
        made.createContext("/", this::serve);
        made.start();
        context.logger().info("listening on {}", made.getAddress());
        if (!address.getAddress().isLoopbackAddress() && config.basicUsername() == null && !config.tls().checksClients()) {
            context.logger().warn("{} can be read by whoever reaches this machine (listen = \"{}\")", config.path(), config.listen());
        }
    }

    private HttpServer create(InetSocketAddress address) throws IOException {
        try {
            return config.tls().isOn() ? secured(HttpsServer.create(address, BACKLOG)) : HttpServer.create(address, BACKLOG);
        } catch (BindException taken) {
            BindException named = new BindException("cannot listen on " + address + ": " + taken.getMessage());
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

    @Override
    public WriteResult write(MetricBatch batch) {
        exposure.add(batch, System.nanoTime());
        return WriteResult.ACCEPTED;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            config.httpHeaders().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            int status = door.status(exchange);
            if (status == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Restricted\"");
            }
            String asked = exchange.getRequestURI().getPath();
            if (status != Door.OPEN) {
                exchange.sendResponseHeaders(status, -1);
            } else if (asked.equals(config.path())) {
                page(exchange);
            } else {
                text(exchange, asked.equals("/") ? 200 : 404, "the metrics are at " + config.path() + "\n");
            }
        }
    }

    private static void text(HttpExchange exchange, int status, String words) throws IOException {
        ByteSink body = new ByteSink();
        body.putText(words);
        send(exchange, status, "text/plain; charset=utf-8", body);
    }

    private void page(HttpExchange exchange) throws IOException {
        ByteSink body = new ByteSink(64 << 10);
        exposure.writeTo(new ExpositionWriter(body, config.exportTimestamp()), System.nanoTime());
        send(exchange, 200, CONTENT_TYPE, body);
    }

    private static void send(HttpExchange exchange, int status, String type, ByteSink body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (accepted == null || !accepted.contains("gzip")) {
            exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
            body.writeTo(exchange.getResponseBody());
            return;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream packed = new GZIPOutputStream(exchange.getResponseBody(), 8192)) {
            body.writeTo(packed);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
