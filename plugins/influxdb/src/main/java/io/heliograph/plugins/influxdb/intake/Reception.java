package io.heliograph.plugins.influxdb.intake;

import io.heliograph.api.PluginContext;
import io.heliograph.plugins.common.httpserver.HttpListener;
import io.heliograph.plugins.common.httpserver.ListenAddress;
import io.heliograph.plugins.common.httpserver.RequestHandler;
import io.heliograph.plugins.common.httpserver.ServerLimits;
import io.heliograph.plugins.common.tls.ServerTls;
import io.heliograph.plugins.common.tls.ServerTlsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Where the clients of a listener come in, from [#open] to [#close].
public final class Reception implements AutoCloseable {
    private final PluginContext context;
    private @Nullable HttpListener server;

    /// Not open yet.
    public Reception(PluginContext context) {
        this.context = context;
    }

    /// Begins to listen.
    ///
    /// @param name of its threads
    /// @param address as the configuration has it
    /// @throws IOException where the address is taken, or files of TLS are missing or wrong
    public void open(String name, String address, ServerLimits limits, ServerTlsOptions options, RequestHandler handler)
            throws IOException {
        ServerTls tls = options.isOn() ? new ServerTls(options) : null;
        HttpListener made = new HttpListener(context, name, limits, tls, handler);
        server = made;
        made.open(IntakeLimits.address(address).resolved());
        context.logger().info("listening on {}", ListenAddress.text(made.address()));
    }

    /// Where it listens; the port is another one where the configuration says 0.
    public InetSocketAddress address() {
        HttpListener running = server;
        if (running == null) {
            throw new IllegalStateException("not open");
        }
        return running.address();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
