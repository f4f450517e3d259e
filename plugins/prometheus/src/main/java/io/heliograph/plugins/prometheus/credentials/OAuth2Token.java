package io.heliograph.plugins.prometheus.credentials;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.http.Authorization;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.Proxies;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.text.JsonText;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.prometheus.job.OAuth2;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A token that a server gives for client credentials (RFC 6749, 4.4), kept until ten seconds before it expires, until
/// a target refuses it, or until the client's secret changes. Good for any thread: one asks, the others wait.
final class OAuth2Token implements Credentials {
    private static final long EARLY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ANSWER_BYTES = 1 << 20;
    private static final int EXCERPT_BYTES = 200;

    private final OAuth2 options;
    private final SecretSource secret;
    private final HttpClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String present;
    private String presentSecret = "";
    private long endsNanos;
    private boolean ends;

    OAuth2Token(OAuth2 options) {
        this.options = options;
        this.secret = SecretSource.of("oauth2.client_secret_file", options.clientSecretFile(), options.clientSecret());
        ClientTls tls = options.tlsConfig() == null
                ? new ClientTls(TlsOptions.NONE)
                : new ClientTls(options.tlsConfig().settings());
        Proxies proxies = options.proxyUrl() == null ? Proxies.NONE : Proxies.through(options.proxyUrl());
        this.client = new HttpClient(Transport.direct(tls).through(proxies));
    }

    @Override
    public String header(Duration allowed) throws IOException {
        long end = System.nanoTime() + allowed.toNanos();
        try {
            if (!lock.tryLock(allowed.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SocketTimeoutException("no token from " + HttpRequest.post(options.tokenUrl()) + " in time");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        try {
            return present(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } finally {
            lock.unlock();
        }
    }

    private String present(Duration allowed) throws IOException {
        String token = present;
        String client = secret.read().reveal();
        boolean over = ends && endsNanos - System.nanoTime() < EARLY_NANOS;
        if (token == null || over || !client.equals(presentSecret)) {
            token = ask(client, allowed);
            present = token;
            presentSecret = client;
        }
        return token;
    }

    private String ask(String clientSecret, Duration allowed) throws IOException {
        byte[] form = form().getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.post(options.tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header(
                        Authorization.HEADER,
                        Authorization.basic(encoded(options.clientId()), Secret.of(encoded(clientSecret))))
                .body(form, 0, form.length);
        try (HttpResponse answer = client.exchange(request, allowed)) {
            if (!answer.isSuccess()) {
                throw new IOException("no token: " + request + " answered with status " + answer.status() + ": "
                        + answer.excerpt(EXCERPT_BYTES));
            }
            ByteSink body = new ByteSink(1024);
            answer.readInto(body, ANSWER_BYTES);
            return read(new String(body.array(), 0, body.size(), StandardCharsets.UTF_8));
        }
    }

    private String form() {
        Map<String, String> fields = new TreeMap<>(options.endpointParams());
        fields.put("grant_type", "client_credentials");
        if (!options.scopes().isEmpty()) {
            fields.put("scope", String.join(" ", options.scopes()));
        }
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String read(String json) throws IOException {
        String token = JsonText.text(json, "access_token");
        if (token == null || token.isEmpty()) {
            throw new IOException(
                    "no token: " + HttpRequest.post(options.tokenUrl()) + " answered without access_token");
        }
        Double seconds = JsonText.number(json, "expires_in");
        ends = seconds != null && seconds > 0;
        endsNanos = System.nanoTime() + (ends ? (long) (Math.min(seconds, 1e8) * 1e9) : 0);
        String type = JsonText.text(json, "token_type");
        return (type == null || type.isEmpty() || type.equalsIgnoreCase("bearer") ? "Bearer" : type) + " " + token;
    }

    /// A server refused the token: the next request asks for another.
    @Override
    public void refused() {
        lock.lock();
        try {
            present = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
