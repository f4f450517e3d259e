package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.InvalidOptionException;

/// What is sent: the messages of the two versions of the protocol.
enum Message {
    /// Remote write 1.0: each series with its labels.
    V1("prometheus.WriteRequest", "0.1.0", "application/x-protobuf"),
    /// Remote write 2.0: texts stand in a table of symbols, and series refer to them.
    V2("io.prometheus.write.v2.Request", "2.0.0", "application/x-protobuf;proto=io.prometheus.write.v2.Request");

    /// The message's full name, as in Prometheus' configuration.
    final String protobuf;
    final String version;
    final String contentType;

    Message(String protobuf, String version, String contentType) {
        this.protobuf = protobuf;
        this.version = version;
        this.contentType = contentType;
    }

    /// The message of a name.
    ///
    /// @throws InvalidOptionException for another one
    static Message of(String protobuf) {
        if (protobuf.equals(V1.protobuf)) {
            return V1;
        }
        if (protobuf.equals(V2.protobuf)) {
            return V2;
        }
        throw new InvalidOptionException(
                "protobuf_message", "no such message: '" + protobuf + "' (" + V1.protobuf + " or " + V2.protobuf + ")");
    }

    /// The one to try where a receiver does not take this one.
    Message other() {
        return this == V1 ? V2 : V1;
    }
}
