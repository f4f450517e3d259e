package io.heliograph.plugins.influxdb.listener.v2;

import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.httpserver.ServerOptions;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import io.heliograph.plugins.influxdb.intake.IntakeLimits;
import io.heliograph.plugins.influxdb.intake.IntakeOptions;
import io.heliograph.plugins.influxdb.intake.RowRoom;
import org.jspecify.annotations.Nullable;

/// How `inputs.influxdb_v2_listener` listens.
public record InfluxdbV2ListenerConfig(
        @Option(
                doc = "Address and port to listen on. `:8086` means all addresses, which needs `token`, "
                        + "`tls_allowed_cacerts` or `allow_insecure`.",
                defaultValue = "127.0.0.1:8086")
        String serviceAddress,

        @Inline IntakeOptions intake,

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
                doc =
                        "Telegraf's choice whether the listener counts what it takes. Accepted; what comes in is counted in any "
                                + "case.")
        boolean useInternalStatistics,

        @Inline ServerOptions server,
        @Inline ServerTlsOptions tls) {

    /// @throws InvalidOptionException for an address that anybody could write to, and limits that are none
    public InfluxdbV2ListenerConfig {
        if (maxUndeliveredMetrics < 0) {
            throw new InvalidOptionException(
                    "max_undelivered_metrics", "less than none: " + maxUndeliveredMetrics + " (try 10000)");
        }
        if (token != null && token.isEmpty()) {
            throw new InvalidOptionException("token", "is empty: leave it out, or give one");
        }
        if (token == null && !tls.checksClients() && !intake.allowInsecure()) {
            IntakeLimits.checkLoopback(serviceAddress, "token or tls_allowed_cacerts");
        }
    }

    IntakeLimits limits(RowRoom rows) {
        return new IntakeLimits(intake.maxBodySize().bytes(), intake.writeTimeout(), server.budget(), rows);
    }
}
