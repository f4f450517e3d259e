package io.heliograph.plugins.influxdb.listener.v2;

import io.heliograph.api.Accumulator;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Secret;
import io.heliograph.api.ServiceInput;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.httpserver.HttpProblem;
import io.heliograph.plugins.common.httpserver.Request;
import io.heliograph.plugins.common.httpserver.Response;
import io.heliograph.plugins.common.httpserver.SecretCheck;
import io.heliograph.plugins.common.text.JsonText;
import io.heliograph.plugins.influxdb.intake.Intake;
import io.heliograph.plugins.influxdb.intake.Reception;
import io.heliograph.plugins.influxdb.intake.RowRoom;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Takes what writes to InfluxDB 2.x: `inputs.influxdb_v2_listener`.
///
/// `/api/v2/write` takes line protocol; `/ping`, `/health` and `/ready` say how it is, to anybody.
public final class InfluxdbV2ListenerInput implements ServiceInput {
    private static final String JSON = "application/json; charset=utf-8";

    private final InfluxdbV2ListenerConfig config;
    private final PluginContext context;
    private final @Nullable SecretCheck token;
    private final RowRoom rows;
    private final Intake intake;
    private final Reception reception;
    private final Instant started;

    /// Listens after [#open] only.
    public InfluxdbV2ListenerInput(InfluxdbV2ListenerConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        Secret wanted = config.token();
        this.token = wanted == null ? null : SecretCheck.ofToken(wanted.reveal());
        this.rows = new RowRoom(config.maxUndeliveredMetrics());
        this.intake = new Intake(context, config.intake().parserType(), config.limits(rows));
        this.reception = new Reception(context);
        this.started = context.clock().instant();
    }

    @Override
    public void open() throws IOException {
        reception.open(
                "influxdb_v2_listener",
                config.serviceAddress(),
                config.server().limits(config.intake().readTimeout()),
                config.tls(),
                this::serve);
    }

    /// Where it listens; the port is another one where the configuration says 0.
    InetSocketAddress address() {
        return reception.address();
    }

    /// Waits for the end: requests have threads of their own.
    @Override
    public void run(Accumulator out) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private Response serve(Request request) throws IOException, InterruptedException {
        try {
            return answer(request);
        } catch (HttpProblem problem) {
            return problem(problem);
        }
    }

    private static Response problem(HttpProblem problem) {
        String code = code(problem.status());
        String json = "{\"code\":\"" + code + "\",\"message\":" + JsonText.quoted(problem.message()) + "}";
        return Response.of(problem.status(), JSON, json)
                .with("X-Platform-Error-Code", code)
                .retryAfter(problem.retryAfter());
    }

    /// The word that InfluxDB has for a status.
    private static String code(int status) {
        return switch (status) {
            case 401 -> "unauthorized";
            case 404 -> "not found";
            case 405 -> "method not allowed";
            case 413 -> "request too large";
            case 415 -> "unsupported media type";
            case 429 -> "too many requests";
            case 503 -> "unavailable";
            default -> "invalid";
        };
    }

    private Response answer(Request request) throws IOException, InterruptedException {
        String path = request.path();
        switch (path) {
            case "/ping" -> {
                return Response.of(204);
            }
            case "/health" -> {
                return health();
            }
            case "/ready" -> {
                return ready();
            }
            default -> {
                return authorized(request, path);
            }
        }
    }

    private Response authorized(Request request, String path) throws IOException, InterruptedException {
        if (!admits(request.header("Authorization"))) {
            return problem(new HttpProblem(401, "unauthorized access")).with("WWW-Authenticate", "Token");
        }
        if (!path.equals("/api/v2/write")) {
            throw new HttpProblem(404, "path not found: " + path);
        }
        if (!request.method().equals("POST")) {
            return problem(new HttpProblem(405, "only POST writes")).with("Allow", "POST");
        }
        intake.take(request, request.parameter("precision"), tags(request));
        return Response.of(204);
    }

    private boolean admits(@Nullable String authorization) {
        return token == null || token.admitsToken("Token", authorization) || token.admitsToken("Bearer", authorization);
    }

    private TagSet tags(Request request) throws HttpProblem {
        String key = config.bucketTag();
        String bucket = request.parameter("bucket");
        return key == null || key.isEmpty() || bucket.isEmpty() ? TagSet.of() : TagSet.of(key, bucket);
    }

    private Response health() {
        return rows.isFull()
                ? Response.of(503, JSON, health("too many metrics are not delivered yet", "fail"))
                : Response.of(200, JSON, health("ready for writes", "pass"));
    }

    private static String health(String message, String status) {
        return "{\"name\":\"heliograph\",\"message\":\"" + message + "\",\"status\":\"" + status + "\",\"checks\":[]}";
    }

    private Response ready() {
        Duration up = Duration.between(started, context.clock().instant());
        return Response.of(
                200, JSON, "{\"status\":\"ready\",\"started\":\"" + started + "\",\"up\":\"" + up.toSeconds() + "s\"}");
    }

    @Override
    public void close() throws IOException {
        reception.close();
        intake.close();
    }
}
