package io.heliograph.plugins.discovery.file;

import io.heliograph.api.Discoverer;
import io.heliograph.api.Glob;
import io.heliograph.api.PluginContext;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetSink;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Follows target files: once a second it looks at their times, sizes and file numbers, which notices edits, renames
/// and swapped symbolic links alike, on any file system; every `refresh_interval` all of them are read again.
///
/// A file that cannot be read keeps its last good targets and is told. A file that is gone takes its targets along.
public final class FileDiscoverer implements Discoverer {
    private static final long LOOK_MILLIS = 1000;

    private final FileDiscoveryConfig config;
    private final PluginContext context;
    private final Map<Path, Known> files = new HashMap<>();
    private final Set<Path> missing = new HashSet<>();
    // told when a look is over: `--once` takes the first answer of a discoverer, and the good files belong to it
    private final List<IOException> problems = new ArrayList<>();

    /// What is known of a file.
    ///
    /// @param stamp its time, size and file number at the last try
    /// @param sources of the groups that it last gave
    private record Known(String stamp, Set<String> sources) {}

    /// @param context for its log
    public FileDiscoverer(FileDiscoveryConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public void run(TargetSink targets) throws InterruptedException {
        long refreshed = System.nanoTime();
        look(targets);
        targets.looked();
        while (true) {
            Thread.sleep(LOOK_MILLIS);
            if (System.nanoTime() - refreshed > config.refreshInterval().toNanos()) {
                refreshed = System.nanoTime();
                files.replaceAll((file, known) -> new Known("", known.sources));
            }
            look(targets);
        }
    }

    private void look(TargetSink targets) {
        Set<Path> found = new TreeSet<>();
        for (String pattern : config.files()) {
            match(pattern, found);
        }
        for (Path file : found) {
            read(file, targets);
        }
        files.entrySet().removeIf(entry -> !found.contains(entry.getKey()) && forget(entry.getValue(), targets));
        problems.forEach(targets::failed);
        problems.clear();
    }

    private static boolean forget(Known gone, TargetSink targets) {
        gone.sources.forEach(targets::remove);
        return true;
    }

    private void match(String pattern, Set<Path> found) {
        Path path = Path.of(pattern);
        if (pattern.indexOf('*') < 0) {
            if (Files.exists(path)) {
                found.add(path);
                missing.remove(path);
            } else if (missing.add(path)) {
                problems.add(new NoSuchFileException(pattern + ": no such file"));
            }
            return;
        }
        int before = found.size();
        matchAll(path, found);
        if (found.size() > before) {
            missing.remove(path);
        } else if (missing.add(path)) {
            context.logger().warn("{}: no file matches yet", pattern);
        }
    }

    private void matchAll(Path path, Set<Path> found) {
        Path parent = path.getParent();
        Path folder = parent == null ? Path.of("") : parent;
        Glob name = Glob.of(String.valueOf(path.getFileName()));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (name.matches(String.valueOf(entry.getFileName())) && Files.isRegularFile(entry)) {
                    found.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException notYet) {
            // no file is there yet; Prometheus takes that in silence too
        } catch (IOException unreadable) {
            problems.add(new IOException(folder + ": " + unreadable.getMessage(), unreadable));
            files.keySet().stream()
                    .filter(file -> folder.equals(file.getParent()))
                    .forEach(found::add);
        }
    }

    private void read(Path file, TargetSink targets) {
        Known before = files.get(file);
        String stamp = stamp(file);
        if (before != null && stamp.equals(before.stamp)) {
            return;
        }
        Set<String> kept = before == null ? Set.of() : before.sources;
        try {
            List<TargetGroup> groups = TargetFile.read(file);
            files.put(file, new Known(stamp, tell(groups, kept, targets)));
        } catch (NoSuchFileException gone) {
            // between the look at the folder and this one; the next look forgets it
        } catch (IOException bad) {
            files.put(file, new Known(stamp, kept));
            problems.add(
                    new IOException(told(file, bad) + (kept.isEmpty() ? "" : "; its last good targets are kept"), bad));
        }
    }

    private static String told(Path file, IOException bad) {
        String message = String.valueOf(bad.getMessage());
        return message.startsWith(file.toString()) ? message : file + ": " + bad;
    }

    private static Set<String> tell(List<TargetGroup> groups, Set<String> before, TargetSink targets) {
        Set<String> sources = new HashSet<>();
        for (TargetGroup group : groups) {
            sources.add(group.source());
            targets.update(group);
        }
        for (String source : before) {
            if (!sources.contains(source)) {
                targets.remove(source);
            }
        }
        return sources;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException gone) {
            return "gone " + System.nanoTime();
        }
    }
}
