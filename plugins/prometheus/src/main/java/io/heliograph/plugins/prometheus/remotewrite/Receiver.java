package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ByteSink;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.HttpRequest;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.RetryAfter;
import io.heliograph.plugins.common.snappy.SnappyEncoder;
import io.heliograph.plugins.prometheus.credentials.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// One place that takes samples, and what is known of it.
///
/// | answer | what becomes of the batch |
/// |---|---|
/// | 2xx | delivered, if the whole answer came and is no page; but without the counts that 2.0 demands, the receiver is
/// of 1.0 and understood nothing |
/// | 415 | sent again at once as the other message, which is remembered |
/// | 413 | halved by the host |
/// | 408, 425, 429, 5xx, no answer | kept, tried again |
/// | 401, 403, 404, 405, 407, 3xx | kept, tried again, and the reason says that somebody has to mend it |
/// | other 4xx | something in it is bad: looked for by the host |
final class Receiver {
    private static final String[] WRITTEN = {
        "X-Prometheus-Remote-Write-Samples-Written",
        "X-Prometheus-Remote-Write-Histograms-Written",
        "X-Prometheus-Remote-Write-Exemplars-Written"
    };
    private static final int SHOWN_BYTES = 500;
    private static final int ANSWER_BYTES = 64 * 1024;

    /// How receivers are talked to.
    ///
    /// @param headers sent with every request
    /// @param credentials likewise, as they are by then
    /// @param retryTooMany whether a batch is kept after 429
    record Link(
            HttpClient client,
            Headers headers,
            Credentials credentials,
            Duration timeout,
            boolean retryTooMany,
            InstantSource clock,
            Logger logger) {}

    private final URI url;
    private final Link link;
    private final Encoders encoders;
    private final SnappyEncoder snappy = new SnappyEncoder();
    private final ByteSink packed = new ByteSink();
    private Message message;

    Receiver(URI url, Message message, Encoders encoders, Link link) {
        this.url = url;
        this.message = message;
        this.encoders = encoders;
        this.link = link;
    }

    /// Where it is, without user information and query.
    String name() {
        String authority = url.getRawAuthority();
        return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + url.getPath();
    }

    /// The message that it takes, as far as is known.
    Message message() {
        return message;
    }

    /// Sends a batch.
    ///
    /// @throws IOException where no answer came
    WriteResult write(MetricBatch batch) throws IOException {
        Encoder encoder = encoders.of(message);
        ByteSink body = encoder.encode(batch, System.nanoTime());
        if (body.size() == 0) {
            return encoder.accepted(batch);
        }
        try (HttpResponse answer = post(body)) {
            boolean unread = answer.status() == 415 || message == Message.V2 && isOld(answer);
            return unread ? writeOther(batch, answer) : result(batch, answer, encoder);
        }
    }

    private HttpResponse post(ByteSink body) throws IOException {
        packed.clear();
        snappy.encode(body.array(), 0, body.size(), packed);
        Headers headers = link.credentials()
                .on(link.headers(), link.timeout())
                .with("Content-Type", message.contentType)
                .with("Content-Encoding", "snappy")
                .with("X-Prometheus-Remote-Write-Version", message.version);
        return link.client()
                .exchange(
                        HttpRequest.post(url).headers(headers).body(packed.array(), 0, packed.size()), link.timeout());
    }

    private static boolean isOld(HttpResponse answer) {
        boolean counts = false;
        for (String written : WRITTEN) {
            counts |= answer.header(written) != null;
        }
        return answer.isSuccess() && !counts;
    }

    private WriteResult writeOther(MetricBatch batch, HttpResponse refusal) throws IOException {
        String reason = reason(refusal);
        Message before = message;
        message = message.other();
        Encoder encoder = encoders.of(message);
        ByteSink body = encoder.encode(batch, System.nanoTime());
        try (HttpResponse answer = post(body)) {
            if (answer.status() == 415 || message == Message.V2 && isOld(answer)) {
                message = before;
                return alarm(answer, "takes neither message: " + reason);
            }
            link.logger()
                    .warn(
                            "{} does not take {} ({}): from now on it gets {}",
                            name(),
                            before.protobuf,
                            reason,
                            message.protobuf);
            return result(batch, answer, encoder);
        } catch (IOException failed) {
            message = before;
            throw failed;
        }
    }

    private WriteResult result(MetricBatch batch, HttpResponse answer, Encoder encoder) throws IOException {
        if (answer.status() == 401) {
            link.credentials().refused();
        }
        return switch (answer.status()) {
            case 413 -> new WriteResult.TooLarge(reason(answer));
            case 401, 403, 404, 405, 407 -> alarm(answer, "does not take our samples: " + reason(answer));
            case 408, 425 -> later(answer);
            case 429 -> link.retryTooMany() ? later(answer) : rejected(batch, reason(answer));
            default -> byClass(batch, answer, encoder);
        };
    }

    /// Without the query, in which sign-in pages have tokens.
    private static String place(@Nullable String location) {
        return location == null ? "nowhere" : location.split("[?#]", 2)[0];
    }

    private WriteResult byClass(MetricBatch batch, HttpResponse answer, Encoder encoder) throws IOException {
        return switch (answer.status() / 100) {
            case 2 -> isPage(answer) ? alarm(answer, "answers with a page") : encoder.accepted(batch);
            case 3 -> alarm(answer, "sends us elsewhere: " + place(answer.header("Location")));
            case 4 -> new WriteResult.Refused(reason(answer));
            default -> later(answer);
        };
    }

    /// The body is read, as an answer that is cut off acknowledges nothing. One for people is that of a gateway.
    private static boolean isPage(HttpResponse answer) throws IOException {
        ByteSink body = new ByteSink(64);
        answer.readInto(body, ANSWER_BYTES);
        String type = answer.header("Content-Type");
        return body.size() > 0 && type != null && type.startsWith("text/html");
    }

    private WriteResult later(HttpResponse answer) {
        return WriteResult.retry(RetryAfter.of(answer, link.clock().instant()), reason(answer));
    }

    private WriteResult alarm(HttpResponse answer, String problem) {
        return WriteResult.retry(
                RetryAfter.of(answer, link.clock().instant()), name() + " " + problem + "; somebody has to mend it");
    }

    private static WriteResult rejected(MetricBatch batch, String reason) {
        List<Rejection> all = new ArrayList<>(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            all.add(new Rejection(row, reason));
        }
        return new WriteResult.Partial(new BitSet(), all, new WriteResult.RetryLater(null, reason));
    }

    private static String reason(HttpResponse answer) {
        String words = answer.excerpt(SHOWN_BYTES);
        return words.isEmpty() ? "status " + answer.status() : "status " + answer.status() + ": " + words;
    }
}
