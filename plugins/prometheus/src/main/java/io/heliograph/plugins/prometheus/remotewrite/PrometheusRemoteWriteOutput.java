package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Secret;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Refused;
import io.heliograph.api.WriteResult.RetryLater;
import io.heliograph.api.WriteResult.TooLarge;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.prometheus.credentials.Credentials;
import io.heliograph.plugins.prometheus.job.TlsConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends samples by Prometheus' remote write protocol: `outputs.prometheus_remote_write`.
///
/// One request for each batch, one at a time, so that the samples of a series arrive in their order.
public final class PrometheusRemoteWriteOutput implements Output {
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final PrometheusRemoteWriteConfig config;
    private final PluginContext context;
    private final List<Receiver> receivers = new ArrayList<>();
    private final Encoders encoders;
    private @Nullable HttpClient client;
    private @Nullable Credentials credentials;
    /// The one that took the last batch.
    private int present;

    private long quietUntil = System.nanoTime();

    /// Opens nothing yet.
    public PrometheusRemoteWriteOutput(PrometheusRemoteWriteConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.encoders = new Encoders(config);
    }

    @Override
    public void open() {
        TlsConfig own = config.tlsConfig();
        ClientTls tls = own == null ? new ClientTls(config.tls()) : new ClientTls(own.settings());
        HttpClient http =
                new HttpClient(Transport.direct(tls).through(config.proxy().proxies(null)));
        credentials = Credentials.of(config.signIn());
        client = http;
        Receiver.Link link = new Receiver.Link(
                http,
                headers(),
                credentials,
                config.timeout(),
                config.retryOnHttp429(),
                context.clock(),
                context.logger());
        receivers.add(new Receiver(config.url(), config.message(), encoders, link));
        for (URI other : config.failoverUrls()) {
            receivers.add(new Receiver(other, config.message(), encoders, link));
        }
    }

    private Headers headers() {
        Headers headers = Headers.NONE.with("User-Agent", "Heliograph");
        for (Map.Entry<String, Secret> header : config.headers().entrySet()) {
            headers = headers.with(header.getKey(), header.getValue().reveal());
        }
        return headers;
    }

    @Override
    public WriteResult write(MetricBatch batch) throws IOException {
        if (receivers.isEmpty()) {
            return WriteResult.retry("not open");
        }
        int before = present;
        WriteResult first = attempt(batch);
        WriteResult result = first;
        WriteResult refusal = isRefusal(first) ? first : null;
        for (int others = receivers.size() - 1; others > 0 && isForOthers(result, batch); others--) {
            present = (present + 1) % receivers.size();
            encoders.meetAnother();
            result = attempt(batch);
            refusal = isRefusal(result) ? result : refusal;
        }
        if (refusal != null && isForOthers(result, batch)) {
            present = before;
            return refusal;
        }
        tell(before, first);
        return result;
    }

    private static boolean isRefusal(WriteResult result) {
        return result instanceof Refused || result instanceof TooLarge;
    }

    /// A receiver that refuses a single row may itself be wrong, so that this takes the word of all.
    private static boolean isForOthers(WriteResult result, MetricBatch batch) {
        return result instanceof RetryLater || isRefusal(result) && batch.size() == 1;
    }

    /// Where all fail, the host tells it.
    private void tell(int before, WriteResult first) {
        if (present != before && System.nanoTime() - quietUntil >= 0) {
            quietUntil = System.nanoTime() + QUIET_NANOS;
            context.logger()
                    .warn(
                            "{} is asked instead of {}: {}",
                            receivers.get(present).name(),
                            receivers.get(before).name(),
                            first);
        }
    }

    private WriteResult attempt(MetricBatch batch) throws IOException {
        try {
            return receivers.get(present).write(batch);
        } catch (SocketTimeoutException slow) {
            return failed(slow);
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException unreachable) {
            return failed(unreachable);
        }
    }

    private static WriteResult failed(IOException problem) {
        String message = problem.getMessage();
        return WriteResult.retry(message == null ? problem.toString() : message);
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        if (credentials != null) {
            credentials.close();
        }
    }
}
