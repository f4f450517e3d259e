package io.heliograph.plugins.influxdb.v1;

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

/// How `outputs.influxdb` writes.
public record InfluxdbConfig(
        @Identity
        @Option(
                doc = "Servers of one cluster: `http://host:8086`, `https://…`, `unix:///path/to/socket` or "
                        + "`udp://host:8089`. Each batch goes to one of them, chosen at random; if it fails, to the "
                        + "next at once.",
                defaultValue = "[\"http://localhost:8086\"]")
        List<URI> urls,

        @Identity
        @Option(
                doc = "Database to write to. It is created before the first write, and when it is found missing. "
                        + "Over UDP the server's own configuration names the database.",
                defaultValue = "telegraf")
        String database,

        @Option(doc = "Tag whose value is the database of a row; rows without it go to `database`.", example = "tenant")
        @Nullable
        String databaseTag,

        @Option(doc = "Leave `database_tag` out of what is written.")
        boolean excludeDatabaseTag,

        @Option(doc = "Send no `CREATE DATABASE`: the database exists, or the user may not create one.")
        boolean skipDatabaseCreation,

        @Identity
        @Option(
                doc = "Retention policy to write to, which must exist; without it, the database's default one.",
                example = "two_weeks")
        @Nullable
        String retentionPolicy,

        @Option(
                doc = "Tag whose value is the retention policy of a row; rows without it go to `retention_policy`.",
                example = "keep")
        @Nullable
        String retentionPolicyTag,

        @Option(doc = "Leave `retention_policy_tag` out of what is written.")
        boolean excludeRetentionPolicyTag,

        @Option(
                doc = "How many nodes of a cluster must have the rows: `any`, `one`, `quorum` or `all`.",
                example = "quorum")
        @Nullable
        String writeConsistency,

        @Option(
                doc = "For a whole exchange: connecting, sending, and reading the answer. `0s` waits for an hour.",
                defaultValue = "5s")
        Duration timeout,

        @Option(doc = "User, for basic authentication.") @Nullable
        Secret username,

        @Option(doc = "The user's password.") @Nullable Secret password,

        @Option(doc = "Sent as `User-Agent`.", defaultValue = "Heliograph")
        String userAgent,

        @Option(doc = "The largest datagram, for UDP. Longer lines are split by fields.", defaultValue = "512B")
        DataSize udpPayload,

        @Option(doc = "Local address or network interface to connect from.", example = "192.0.2.7") @Nullable
        String localAddress,

        @Option(
                doc = "HTTP proxy to go through. None is taken from the environment.",
                example = "http://proxy.example.org:3128")
        @Nullable
        URI httpProxy,

        @Option(doc = "Headers to add to every request.", example = "{X-Scope-OrgID = \"a\"}")
        Map<String, Secret> httpHeaders,

        @Option(doc = "How bodies are packed: `gzip` (at its fastest level) or `identity`.", defaultValue = "gzip")
        ContentEncoding contentEncoding,

        @Option(
                doc = "Write unsigned integers as such (`42u`), which InfluxDB 1.x does not take unless built so; "
                        + "otherwise they become signed ones, held to the largest.")
        boolean influxUintSupport,

        @Option(doc = "Write no times, so that the server gives its own.")
        boolean influxOmitTimestamp,

        @Inline TlsOptions tls) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "unix", "udp", "udp4", "udp6");
    private static final Set<String> CONSISTENCIES = Set.of("any", "one", "quorum", "all");
    private static final int LARGEST_DATAGRAM = 65_507;

    /// @throws InvalidOptionException for an address of another kind, and other values out of range
    public InfluxdbConfig {
        urls = urls.isEmpty() ? List.of(URI.create("http://localhost:8086")) : List.copyOf(urls);
        httpHeaders = Map.copyOf(httpHeaders);
        for (URI url : urls) {
            if (url.getScheme() == null || !SCHEMES.contains(url.getScheme())) {
                throw new InvalidOptionException(
                        "urls", "not a server: '" + url + "' (try http://localhost:8086, udp://localhost:8089)");
            }
        }
        if (writeConsistency != null && !writeConsistency.isEmpty() && !CONSISTENCIES.contains(writeConsistency)) {
            throw new InvalidOptionException(
                    "write_consistency", "not a consistency: '" + writeConsistency + "' (try any, one, quorum, all)");
        }
        if (udpPayload.bytes() < 1 || udpPayload.bytes() > LARGEST_DATAGRAM) {
            throw new InvalidOptionException("udp_payload", "no datagram holds " + udpPayload + " bytes (try 512B)");
        }
        if (timeout.isNegative()) {
            throw new InvalidOptionException("timeout", "not a time to wait: " + timeout + " (try 5s)");
        }
        if (password != null && username == null) {
            throw new InvalidOptionException("password", "a password needs a username");
        }
    }
}
