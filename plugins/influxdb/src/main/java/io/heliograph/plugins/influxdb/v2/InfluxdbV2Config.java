package io.heliograph.plugins.influxdb.v2;

import io.heliograph.api.DataSize;
import io.heliograph.api.Identity;
import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.influxdb.lines.ContentEncoding;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How `outputs.influxdb_v2` writes.
public record InfluxdbV2Config(
        @Identity
        @Option(
                doc = "Servers of one cluster: `http://host:8086`, `https://…` or `unix:///path/to/socket`. Each "
                        + "batch goes to one of them, chosen at random; if it fails, to the next at once.",
                defaultValue = "[\"http://localhost:8086\"]")
        List<URI> urls,

        @Option(doc = "Token with the right to write to the bucket.") @Nullable
        Secret token,

        @Identity @Option(doc = "Organization that owns the bucket; a name.", example = "example") @Nullable
        String organization,

        @Identity
        @Option(
                doc = "Bucket to write to, which must exist. May be left out where every row has `bucket_tag`.",
                example = "telegraf",
                inSample = true)
        @Nullable
        String bucket,

        @Option(doc = "Tag whose value is the bucket of a row; rows without it go to `bucket`.", example = "tenant")
        @Nullable
        String bucketTag,

        @Option(doc = "Leave `bucket_tag` out of what is written.")
        boolean excludeBucketTag,

        @Option(
                doc = "For a whole exchange: connecting, sending, and reading the answer. `0s` waits for an hour.",
                defaultValue = "5s")
        Duration timeout,

        @Option(doc = "Headers to add to every request.", example = "{X-Scope-OrgID = \"a\"}")
        Map<String, Secret> httpHeaders,

        @Option(
                doc = "HTTP proxy to go through. None is taken from the environment.",
                example = "http://proxy.example.org:3128")
        @Nullable
        URI httpProxy,

        @Option(doc = "Local address or network interface to connect from.", example = "192.0.2.7") @Nullable
        String localAddress,

        @Option(doc = "Sent as `User-Agent`.", defaultValue = "Heliograph")
        String userAgent,

        @Option(doc = "How bodies are packed: `gzip` (at its fastest level) or `identity`.", defaultValue = "gzip")
        ContentEncoding contentEncoding,

        @Option(
                doc = "Write unsigned integers as such (`42u`); otherwise they become signed ones, held to the "
                        + "largest.")
        boolean influxUintSupport,

        @Option(doc = "Write no times, so that the server gives its own.")
        boolean influxOmitTimestamp,

        @Option(
                doc = "How many bytes of bodies, as sent, go out in each `rate_limit_period`; 0 for no limit. A "
                        + "batch is never cut: after a large one the pause is longer.",
                defaultValue = "0")
        DataSize rateLimit,

        @Option(doc = "The period of `rate_limit`; `0s` for no limit.", defaultValue = "0s")
        Duration rateLimitPeriod,

        @Option(
                doc = "Of Telegraf: accepted and without effect. A connection that is silent is found by `timeout`.",
                defaultValue = "0s")
        Duration pingTimeout,

        @Option(
                doc = "Of Telegraf: accepted and without effect. A connection that is silent is found by `timeout`.",
                defaultValue = "0s")
        Duration readIdleTimeout,

        @Option(
                doc = "Of Telegraf: accepted and without effect. One request at a time keeps the order of rows.",
                defaultValue = "1")
        int concurrentWrites,

        @Inline TlsOptions tls) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "unix");

    /// @throws InvalidOptionException for an address of another kind, and other values out of range
    public InfluxdbV2Config {
        if (urls.isEmpty()) {
            throw new InvalidOptionException("urls", "names no server (try [\"http://localhost:8086\"])");
        }
        if (isNothing(bucket) && isNothing(bucketTag)) {
            throw new InvalidOptionException("bucket", "is missing, and so is bucket_tag: rows have nowhere to go");
        }
        urls = List.copyOf(urls);
        httpHeaders = Map.copyOf(httpHeaders);
        for (URI url : urls) {
            if (url.getScheme() == null || !SCHEMES.contains(url.getScheme())) {
                throw new InvalidOptionException("urls", "not a server: '" + url + "' (try http://localhost:8086)");
            }
        }
        if (timeout.isNegative()) {
            throw new InvalidOptionException("timeout", "not a time to wait: " + timeout + " (try 5s)");
        }
    }

    private static boolean isNothing(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
