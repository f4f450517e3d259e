package io.heliograph.plugins.influxdb.listener.v2;

import io.heliograph.api.DataSize;
import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.httpserver.ServerOptions;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.influxdb.intake.IntakeLimits;
import io.heliograph.plugins.influxdb.intake.ParserType;
import io.heliograph.plugins.influxdb.intake.RowRoom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How `inputs.influxdb_v2_listener` listens.
public record InfluxdbV2ListenerConfig(
        @Option(
                doc = "Address and port to listen on. `:8086` means all addresses, which needs `token`, "
                        + "`tls_allowed_cacerts` or `allow_insecure`.",
                defaultValue = "127.0.0.1:8086")
        String serviceAddress,

        @Option(doc = "Listen on other than loopback addresses although anybody there may then write.")
        boolean allowInsecure,

        @Option(
                doc = "For reading a request's body; a slower client is cut off. Less than a second means 10s, as "
                        + "in Telegraf.",
                defaultValue = "10s")
        Duration readTimeout,

        @Option(
                doc = "For taking the rows into the buffers of all outputs, before the client is told to come "
                        + "again. Less than a second means 10s, as in Telegraf.",
                defaultValue = "10s")
        Duration writeTimeout,

        @Option(
                doc = "The largest body in bytes, unpacked; 0 for 32 MiB. What is packed may not become more than 200 "
                        + "times as large, beyond 1 MiB.",
                defaultValue = "32MiB")
        DataSize maxBodySize,

        @Option(
                doc =
                        "The most lines that may be between this listener and the buffers of the outputs; 0 for no limit. A "
                                + "body with more hears 413, and one with more than are free at present 429.",
                defaultValue = "0")
        int maxUndeliveredMetrics,

        @Option(doc = "Tag that gets the bucket of the request.", example = "bucket") @Nullable
        String bucketTag,

        @Option(doc = "Secret that clients must send, as `Authorization: Token` or `Bearer`.") @Nullable
        Secret token,

        @Option(
                doc = "Telegraf's choice between two parsers, `internal` or `upstream`. Accepted; there is one "
                        + "parser here, which reads all that both do.",
                defaultValue = "internal")
        ParserType parserType,

        @Option(
                doc =
                        "Telegraf's choice whether the listener counts what it takes. Accepted; what comes in is counted in any "
                                + "case.")
        boolean useInternalStatistics,

        @Inline ServerOptions server,
        @Inline ServerTlsOptions tls) {

    /// @throws InvalidOptionException for an address that anybody could write to, and limits that are none
    public InfluxdbV2ListenerConfig {
        readTimeout = IntakeLimits.atLeastASecond(readTimeout);
        writeTimeout = IntakeLimits.atLeastASecond(writeTimeout);
        maxBodySize = IntakeLimits.bodySize(maxBodySize);
        if (maxUndeliveredMetrics < 0) {
            throw new InvalidOptionException(
                    "max_undelivered_metrics", "less than none: " + maxUndeliveredMetrics + " (try 10000)");
        }
        if (token != null && token.isEmpty()) {
            throw new InvalidOptionException("token", "is empty: leave it out, or give one");
        }
        if (token == null && !tls.checksClients() && !allowInsecure) {
            IntakeLimits.checkLoopback(serviceAddress, "token or tls_allowed_cacerts");
        }
    }

    IntakeLimits limits(RowRoom rows) {
        return new IntakeLimits(maxBodySize.bytes(), writeTimeout, server.budget(), rows);
    }
}
