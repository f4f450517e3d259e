package io.heliograph.plugins.influxdb.intake;

import io.heliograph.api.DataSize;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;

/// What both listeners have in common with each other and with Telegraf's. Used with `@Inline`.
public record IntakeOptions(
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
                doc = "Telegraf's choice between two parsers, `internal` or `upstream`. Accepted; there is one "
                        + "parser here, which reads all that both do.",
                defaultValue = "internal")
        ParserType parserType) {

    private static final DataSize LARGEST = new DataSize(32L << 20);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /// @throws InvalidOptionException for a body that no array can hold
    public IntakeOptions {
        readTimeout = atLeastASecond(readTimeout);
        writeTimeout = atLeastASecond(writeTimeout);
        if (maxBodySize.bytes() > Integer.MAX_VALUE - 64 * 1024) {
            throw new InvalidOptionException("max_body_size", "larger than an array: " + maxBodySize + " (try 32MiB)");
        }
        maxBodySize = maxBodySize.bytes() == 0 ? LARGEST : maxBodySize;
    }

    private static Duration atLeastASecond(Duration option) {
        return option.compareTo(Duration.ofSeconds(1)) < 0 ? TEN_SECONDS : option;
    }
}
