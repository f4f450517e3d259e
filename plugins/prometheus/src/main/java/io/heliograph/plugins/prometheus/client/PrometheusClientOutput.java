package io.heliograph.plugins.prometheus.client;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.PluginContext;
import io.heliograph.api.WriteResult;
import io.heliograph.plugins.common.httpserver.ListenAddress;
import io.heliograph.plugins.common.tls.ServerTls;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// `outputs.prometheus_client`: a page with the present value of every series, to be scraped.
public final class PrometheusClientOutput implements Output {
    private static final int BACKLOG = 128;

    private final PrometheusClientConfig config;
    private final PluginContext context;
    private final Exposure exposure;
    private final Deadlines deadlines;
    private @Nullable HttpServer server;

    /// Listens after [#open] only.
    public PrometheusClientOutput(PrometheusClientConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.exposure = new Exposure(config.translation(), config.expirationInterval(), Exposure.roomOfHeap());
        this.deadlines = new Deadlines(context, config.readTimeout());
    }

    @Override
    public void open() throws IOException {
        InetSocketAddress address = config.address().resolved();
        HttpServer made = create(address);
        server = made;
        made.setExecutor(deadlines);
        made.createContext("/", new PageHandler(config, exposure, deadlines));
        made.start();
        context.logger().info("listening on {}", ListenAddress.text(made.getAddress()));
        boolean guarded = config.isLocked()
                || config.tls().checksClients()
                || !config.ipRange().isEmpty();
        if (!guarded && !address.getAddress().isLoopbackAddress()) {
            context.logger()
                    .warn(
                            "{} can be read by whoever reaches this machine (listen = \"{}\"): listen on 127.0.0.1, or set "
                                    + "basic_username and basic_password, ip_range or tls_allowed_cacerts",
                            config.path(),
                            config.listen());
        }
    }

    private HttpServer create(InetSocketAddress address) throws IOException {
        try {
            return config.tls().isOn()
                    ? secured(HttpsServer.create(address, BACKLOG))
                    : HttpServer.create(address, BACKLOG);
        } catch (BindException taken) {
            BindException named = new BindException("cannot listen on " + config.listen() + ": " + taken.getMessage());
            named.initCause(taken);
            throw named;
        }
    }

    private HttpServer secured(HttpsServer made) throws IOException {
        ServerTls tls = new ServerTls(config.tls());
        SSLContext secure = tls.context();
        made.setHttpsConfigurator(new HttpsConfigurator(secure) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(tls.parameters(secure));
            }
        });
        return made;
    }

    /// Where it listens; the port is another one where the configuration says 0.
    InetSocketAddress address() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("not open");
        }
        return running.getAddress();
    }

    @Override
    public WriteResult write(MetricBatch batch) {
        return exposure.add(batch, System.nanoTime());
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
