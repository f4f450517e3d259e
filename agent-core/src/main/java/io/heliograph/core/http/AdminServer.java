package io.heliograph.core.http;

import com.sun.net.httpserver.HttpServer;
import io.heliograph.core.agent.Agent;
import io.heliograph.core.config.HostTag;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The admin API: health, metrics and status over HTTP, for reading only.
///
/// It listens from a thread of its own, so that neither a slow resolver nor a busy port holds up the agent: the port
/// is tried again until it is free, or another address is wanted.
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("http");
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final Agent agent;
    private final Duration retry;
    private String wanted = "";
    private @Nullable Thread opening;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /// A server that does not listen yet.
    ///
    /// @param version of this build, for `heliograph_build_info`
    public AdminServer(Agent agent, String version) {
        this(agent, version, RETRY);
    }

    AdminServer(Agent agent, String version, Duration retry) {
        this.agent = agent;
        this.retry = retry;
        ProcessMetrics.register(agent, version);
    }

    /// Listens there from now on, and nowhere else.
    ///
    /// @param address `host:port`; empty for nowhere
    public synchronized void listen(String address) {
        if (address.equals(wanted)) {
            return;
        }
        close();
        wanted = address;
        if (!address.isEmpty()) {
            opening = Thread.ofVirtual().name("http").start(() -> open(address));
        }
    }

    private void open(String address) {
        try {
            ListenAddress parsed = ListenAddress.parse(address);
            String told = "";
            while (!opened(address, parsed, told)) {
                told = address;
                Thread.sleep(retry);
            }
        } catch (InterruptedException elsewhere) {
            Thread.currentThread().interrupt();
        } catch (IllegalArgumentException wrong) {
            LOG.error("{}", wrong.getMessage());
        }
    }

    /// @param told not empty once the log knows that the port is busy
    private boolean opened(String address, ListenAddress parsed, String told) {
        try {
            begin(address, parsed, HttpServer.create(parsed.socket(), 0));
            return true;
        } catch (IOException | RuntimeException busy) {
            if (told.isEmpty()) {
                LOG.error(
                        "http_address {}: {}; will be tried again every {} s",
                        address,
                        busy.getMessage(),
                        retry.toSeconds());
            }
            return false;
        }
    }

    private synchronized void begin(String address, ListenAddress parsed, HttpServer made) {
        if (!address.equals(wanted) || Thread.currentThread().isInterrupted()) {
            made.stop(0);
            return;
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        made.setExecutor(threads);
        boolean open = ListenAddress.isOpenToOthers(made.getAddress());
        made.createContext("/", new AdminPages(agent, KnownHosts.of(parsed.host(), open, HostTag.ofMachine())));
        made.start();
        server = made;
        LOG.info("http://{}", text(made.getAddress()));
        if (open) {
            LOG.warn("http_address {} can be read by whoever reaches this host", address);
        }
    }

    private static String text(InetSocketAddress bound) {
        String host = bound.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + bound.getPort();
    }

    /// Where it listens; null while it does not.
    public synchronized @Nullable InetSocketAddress address() {
        return server == null ? null : server.getAddress();
    }

    /// Listens no longer.
    @Override
    public synchronized void close() {
        wanted = "";
        if (opening != null) {
            opening.interrupt();
        }
        if (server != null && threads != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }
}
