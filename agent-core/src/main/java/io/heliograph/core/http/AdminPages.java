package io.heliograph.core.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.heliograph.core.agent.Agent;
import io.heliograph.core.agent.AgentStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests. Nothing can be changed through it, and nothing is read from files.
final class AdminPages implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger("http");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String INDEX = "Heliograph\n\n/health\n/ready\n/metrics\n/api/v1/plugins\n/api/v1/targets\n";

    private final Agent agent;
    private final StatusPages pages = new StatusPages();

    AdminPages(Agent agent) {
        this.agent = agent;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean allowed = METHODS.contains(exchange.getRequestMethod());
            if (!allowed) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            send(exchange, allowed ? page(exchange.getRequestURI().getPath()) : Page.text(405, "only GET and HEAD\n"));
        }
    }

    private Page page(String path) throws IOException {
        try {
            return switch (path) {
                case "/" -> Page.text(200, INDEX);
                case "/health" -> Page.text(200, "ok\n");
                case "/ready" -> ready();
                case "/metrics" -> Page.metrics(Exposition.of(agent.telemetry().registry()));
                case "/api/v1/targets" ->
                    Page.json(200, pages.targets(agent.status().targets()));
                case "/api/v1/plugins" -> plugins();
                default -> Page.text(404, "no such page\n");
            };
        } catch (RuntimeException problem) {
            LOG.error("{}", path, problem);
            return Page.text(500, "failed, the log says why\n");
        }
    }

    private Page ready() throws IOException {
        List<String> reasons = agent.status().reasonsNotReady();
        return Page.json(reasons.isEmpty() ? 200 : 503, pages.ready(reasons));
    }

    private Page plugins() throws IOException {
        AgentStatus status = agent.status();
        return Page.json(
                200, pages.plugins(status, PluginCounts.of(agent.telemetry().registry()), Instant.now()));
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", page.type());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(page.body().length));
            exchange.sendResponseHeaders(page.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(page.status(), page.body().length);
        exchange.getResponseBody().write(page.body());
    }
}
