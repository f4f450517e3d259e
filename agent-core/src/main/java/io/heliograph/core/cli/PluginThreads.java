package io.heliograph.core.cli;

import io.heliograph.core.plugin.PluginHost;
import io.heliograph.core.telemetry.Telemetry;

/// Shows how many threads of their own the plugins of each jar have: `heliograph_plugin_threads{jar="…"}`. The agent
/// gives plugins their threads, and those are virtual, so a number that grows is a leak. A thread is known by its
/// context class loader, which it has from the thread that made it.
final class PluginThreads {
    private PluginThreads() {}

    /// For all jars that are open by now.
    static void register(Telemetry telemetry, PluginHost plugins) {
        plugins.loaders()
                .forEach(
                        (jar, loader) -> telemetry.gauge("heliograph_plugin_threads", () -> count(loader), "jar", jar));
    }

    private static long count(ClassLoader loader) {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[all.activeCount() * 2 + 64]; // what does not fit is not counted
        int present = all.enumerate(threads);
        long count = 0;
        for (int i = 0; i < present; i++) {
            count += threads[i].getContextClassLoader() == loader ? 1 : 0;
        }
        return count;
    }
}
