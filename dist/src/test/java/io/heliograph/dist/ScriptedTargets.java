package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/// One server with many targets, each with answers of its own, which every scraper gets in the same order: the first
/// one at its first scrape, and the last one ever after.
final class ScriptedTargets implements AutoCloseable {
    /// @param name unique; the label `case` of the target
    /// @param answers one or more
    record Target(String name, List<Answer> answers) {}

    /// @param json keys `status` (200), `content_type` (none), `headers`, `text` or `text_base64`, `gzip` (false),
    ///     `cut` (how many bytes are left off in the end, though they were announced)
    record Answer(JsonObject json) {}

    /// Where redirects of the cases lead to.
    private static final Map<String, Answer> AIMS = Map.of(
            "/good", answer("{\"content_type\": \"text/plain; version=0.0.4\", \"text\": \"good 1\\n\"}"),
            "/loop", answer("{\"status\": 302, \"headers\": {\"Location\": \"/loop\"}}"));

    private final HttpServer server;
    private final List<Target> targets;
    private final String epochMillis;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    /// @param epochMillis what `$MILLIS`, and rounded `$SECONDS`, stand for in a text
    ScriptedTargets(List<Target> targets, long epochMillis) throws IOException {
        this.targets = targets;
        this.epochMillis = Long.toString(epochMillis);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private static Answer answer(String json) {
        return new Answer(JsonParser.parseString(json).getAsJsonObject());
    }

    /// The cases of a file in `dist`: an object with `cases`, each of which is one answer or has `answers`.
    static List<Target> of(String file, String prefix) throws IOException {
        JsonObject whole =
                JsonParser.parseString(Files.readString(Path.of(file))).getAsJsonObject();
        List<Target> targets = new ArrayList<>();
        for (JsonElement element : whole.getAsJsonArray("cases")) {
            JsonObject one = element.getAsJsonObject();
            List<Answer> answers = new ArrayList<>();
            if (one.has("answers")) {
                JsonArray several = one.getAsJsonArray("answers");
                several.forEach(answer -> answers.add(new Answer(answer.getAsJsonObject())));
            } else {
                answers.add(new Answer(one));
            }
            targets.add(new Target(prefix + one.get("name").getAsString(), answers));
        }
        return targets;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Static configurations as `prometheus.yml` has them, on one line.
    String staticConfigs() {
        JsonArray groups = new JsonArray();
        for (int i = 0; i < targets.size(); i++) {
            JsonObject labels = new JsonObject();
            labels.addProperty("case", targets.get(i).name());
            labels.addProperty("__metrics_path__", "/" + i);
            JsonArray addresses = new JsonArray();
            addresses.add(address());
            JsonObject group = new JsonObject();
            group.add("targets", addresses);
            group.add("labels", labels);
            groups.add(group);
        }
        return groups.toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            Answer wanted = AIMS.get(path);
            if (wanted != null) {
                send(exchange, wanted);
                return;
            }
            List<Answer> answers =
                    targets.get(Integer.parseInt(path.substring(1))).answers();
            String scraper = String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))
                    .replaceAll("/.*", "");
            int turn = asked.merge(scraper + path, 1, Integer::sum) - 1;
            send(exchange, answers.get(Math.min(turn, answers.size() - 1)));
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        JsonObject json = answer.json();
        byte[] body = body(json);
        if (json.has("content_type")) {
            exchange.getResponseHeaders()
                    .set("Content-Type", json.get("content_type").getAsString());
        }
        if (json.has("headers")) {
            json.getAsJsonObject("headers")
                    .entrySet()
                    .forEach(header -> exchange.getResponseHeaders()
                            .set(header.getKey(), header.getValue().getAsString()));
        }
        int status = json.has("status") ? json.get("status").getAsInt() : 200;
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        int cut = json.has("cut") ? json.get("cut").getAsInt() : 0;
        exchange.getResponseBody().write(body, 0, body.length - cut);
    }

    private byte[] body(JsonObject json) throws IOException {
        if (json.has("text_base64")) {
            return Base64.getDecoder().decode(json.get("text_base64").getAsString());
        }
        String text = json.has("text") ? json.get("text").getAsString() : "";
        byte[] plain = text.replace("$MILLIS", epochMillis)
                .replace("$SECONDS", epochMillis.substring(0, epochMillis.length() - 3))
                .getBytes(UTF_8);
        if (!json.has("gzip")) {
            return plain;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
