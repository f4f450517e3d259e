package io.heliograph.dist;

import io.heliograph.testkit.CompiledJar;
import java.io.IOException;
import java.nio.file.Path;

/// A plugin that misbehaves as its configuration says: `inputs.trouble` with `how = "…"`. In the same jar.
final class TroubleJar {
    private static final String SETTINGS = """
            package test.trouble;
            import io.heliograph.api.Option;
            public record Settings(@Option(doc = "What it does at each gather.", example = "throw") String how) {}
            """;
    private static final String PLUGIN = """
            package test.trouble;
            import io.heliograph.api.*;
            import java.util.*;
            public final class Plugin implements Input {
                static final List<Object> LEAKED = Collections.synchronizedList(new ArrayList<>());
                private final String how;
                public Plugin(Settings settings, PluginContext context) { how = settings.how(); }
                @Override public void gather(Accumulator out) throws Exception {
                    switch (how) {
                        case "throw" -> throw new java.io.IOException("checked trouble");
                        case "error" -> throw new AssertionError("error of trouble");
                        case "overflow" -> deeper(0);
                        case "sleep" -> Thread.sleep(1_000_000);
                        case "deaf" -> deaf();
                        case "spin" -> { while (true) { Thread.onSpinWait(); } }
                        case "threads" -> leakThread();
                        case "files" -> LEAKED.add(new java.io.FileInputStream("/dev/null"));
                        case "memory" -> { while (true) { LEAKED.add(new byte[1 << 20]); } }
                        case "null" -> out.row(out.series("trouble")).put(null, 1L).emit();
                        case "huge" -> out.row(out.series("trouble")).put("v", "x".repeat(3 << 20)).emit();
                        default -> throw new IllegalStateException(how);
                    }
                }
                private static int deeper(int n) { return deeper(n + 1) + 1; }
                private static void deaf() {
                    while (true) {
                        try { Thread.sleep(100_000); } catch (InterruptedException ignored) { }
                    }
                }
                private static void leakThread() {
                    Thread.ofPlatform().daemon().start(() -> {
                        try { Thread.sleep(1_000_000); } catch (InterruptedException ignored) { }
                    });
                }
            }
            """;

    private TroubleJar() {}

    /// @param folder of plugins
    static void write(Path folder) throws IOException {
        CompiledJar.of("trouble")
                .source("test.trouble.Settings", SETTINGS)
                .source("test.trouble.Plugin", PLUGIN)
                .provider(
                        "test.trouble.Provider",
                        "PluginDescriptor.of(\"inputs.trouble\", Settings.class, Plugin.class)")
                .write(folder.resolve("trouble.jar"));
    }

    /// A table of one such input.
    static String input(String how) {
        return """
                [[inputs.trouble]]
                  alias = "%1$s"
                  how = "%1$s"
                """.formatted(how);
    }
}
