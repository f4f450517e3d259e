package io.heliograph.plugins.influxdb.listener;

import io.heliograph.api.Accumulator;
import io.heliograph.api.PluginContext;
import io.heliograph.api.ServiceInput;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.httpserver.HttpProblem;
import io.heliograph.plugins.common.httpserver.Request;
import io.heliograph.plugins.common.httpserver.Response;
import io.heliograph.plugins.common.text.JsonText;
import io.heliograph.plugins.influxdb.intake.Intake;
import io.heliograph.plugins.influxdb.intake.Reception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Takes what writes to InfluxDB 1.x: `inputs.influxdb_listener`.
///
/// `/write` takes line protocol; `/ping`, `/health` and `/query` answer what clients ask before they write.
public final class InfluxdbListenerInput implements ServiceInput {
    private static final String JSON = "application/json";
    private static final String HEALTHY =
            "{\"name\":\"influxdb\",\"message\":\"ready for queries and writes\",\"status\":\"pass\",\"checks\":[]}";

    private final InfluxdbListenerConfig config;
    private final PluginContext context;
    private final Gate gate;
    private final Intake intake;
    private final Reception reception;
    private final AtomicBoolean toldOfPassword = new AtomicBoolean(); // once: a client does it with each request

    /// Listens after [#open] only.
    public InfluxdbListenerInput(InfluxdbListenerConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.gate = new Gate(config, context.clock());
        this.intake = new Intake(context, config.intake().parserType(), config.limits());
        this.reception = new Reception(context);
    }

    @Override
    public void open() throws IOException {
        reception.open(
                "influxdb_listener",
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
        Response response;
        try {
            response = answer(request);
        } catch (HttpProblem problem) {
            response = Response.of(problem.status(), JSON, "{\"error\":" + JsonText.quoted(problem.message()) + "}")
                    .with("X-Influxdb-Error", problem.message())
                    .retryAfter(problem.retryAfter());
        }
        return response.with("X-Influxdb-Version", "1.0");
    }

    private Response answer(Request request) throws IOException, InterruptedException {
        String path = request.path();
        if (path.equals("/ping")) {
            return ping(request);
        }
        if (path.equals("/health")) {
            return Response.of(200, JSON, HEALTHY);
        }
        if (!gate.admits(request.header("Authorization"))) {
            return unknown(request);
        }
        return switch (path) {
            case "/write" -> write(request);
            case "/query" -> Response.of(200, JSON, "{\"results\":[]}");
            default -> throw new HttpProblem(404, "not found: " + path);
        };
    }

    private static Response ping(Request request) throws HttpProblem {
        String verbose = request.parameter("verbose");
        boolean asked = !verbose.isEmpty() && !verbose.equals("0") && !verbose.equals("false");
        return asked ? Response.of(200, JSON, "{\"version\":\"1.0\"}") : Response.of(204);
    }

    private static Response unknown(Request request) throws HttpProblem {
        String hint = request.parameter("p").isEmpty()
                ? ""
                : ": a password in the URL is not taken, send it as basic authentication";
        String message = "authorization failed" + hint;
        return Response.of(401, JSON, "{\"error\":" + JsonText.quoted(message) + "}")
                .with("X-Influxdb-Error", message)
                .with("WWW-Authenticate", "Basic realm=\"influxdb\"");
    }

    private Response write(Request request) throws IOException, InterruptedException {
        if (!request.method().equals("POST")) {
            return Response.of(405, JSON, "{\"error\":\"only POST writes\"}").with("Allow", "POST");
        }
        if (!request.parameter("p").isEmpty() && toldOfPassword.compareAndSet(false, true)) {
            context.logger().warn("{} sends a password in the URL, which is not looked at", request.client());
        }
        intake.take(request, request.parameter("precision"), tags(request));
        return Response.of(204);
    }

    private TagSet tags(Request request) throws HttpProblem {
        List<String> tags = new ArrayList<>(4);
        add(tags, config.databaseTag(), request.parameter("db"));
        add(tags, config.retentionPolicyTag(), request.parameter("rp"));
        return TagSet.of(tags.toArray(new String[0]));
    }

    private static void add(List<String> tags, @Nullable String key, String value) {
        if (key != null && !key.isEmpty() && !value.isEmpty()) {
            tags.add(key);
            tags.add(value);
        }
    }

    @Override
    public void close() throws IOException {
        reception.close();
        intake.close();
    }
}
