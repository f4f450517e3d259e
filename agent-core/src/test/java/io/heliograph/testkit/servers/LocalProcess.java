package io.heliograph.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of a server and the folder with its data and its log.
final class LocalProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process process;
    private final Path folder;

    private LocalProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /// A port of the loopback address that is free for now.
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A new empty folder.
    static Path folder(String name) throws IOException {
        return Files.createTempDirectory("heliograph-" + name + "-");
    }

    /// Starts a server and waits until it takes connections.
    ///
    /// @param folder deleted at the end; the log goes there
    /// @param port that it will listen on
    static LocalProcess start(Path folder, int port, List<String> command) throws IOException {
        LocalProcess started = new LocalProcess(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start(),
                folder);
        try {
            started.await(port);
            return started;
        } catch (IOException | RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    /// Runs a command to its end, for example one that makes an empty data folder.
    static void run(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        if (!exits(process, START) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command.get(0) + " failed:\n" + Files.readString(folder.resolve("log")));
        }
    }

    private void await(int port) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("no server on port " + port + ":\n" + Files.readString(folder.resolve("log")));
            }
            exits(process, Duration.ofMillis(50));
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean exits(Process process, Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return true;
        }
    }

    /// Stops the server (kindly, then by force) and deletes its folder.
    @Override
    public void close() {
        process.destroy();
        if (!exits(process, STOP)) {
            process.destroyForcibly();
            exits(process, STOP);
        }
        try {
            delete(folder);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
