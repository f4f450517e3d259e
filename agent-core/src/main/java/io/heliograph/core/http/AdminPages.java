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

    /// For browsers: nothing of these pages is to be run, framed or guessed.
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

    private final Agent agent;
    private final KnownHosts hosts;
    private final StatusPages pages = new StatusPages();

    AdminPages(Agent agent, KnownHosts hosts) {
        this.agent = agent;
        this.hosts = hosts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Page answer(HttpExchange exchange) throws IOException {
        if (!METHODS.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Page.text(405, "only GET and HEAD\n");
        }
        if (!hosts.knows(exchange.getRequestHeaders().getFirst("Host"))) {
            return Page.text(421, "not a name of this host; ask for localhost or its address\n");
        }
        return page(exchange.getRequestURI().getPath());
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
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
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
