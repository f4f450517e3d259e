import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/// The trimmed Java runtime of a release, made by the jlink of the JDK that this runs on.
final class JavaRuntime {
    private JavaRuntime() {}

    /// Links, unless the image is there and was made of the same list by the same JDK.
    ///
    /// @param modules a file with a module on each line
    static void link(Path modules, Path image) throws IOException {
        List<String> names = Files.readAllLines(modules).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        String made = Runtime.version() + " " + System.getProperty("java.home") + " " + names;
        Path stamp = image.getParent().resolveSibling("runtime.stamp");
        if (Files.exists(stamp) && Files.readString(stamp).equals(made) && Files.exists(image)) {
            return;
        }
        Files.deleteIfExists(stamp);
        Assemble.delete(image);
        jlink(names, image);
        Files.writeString(stamp, made);
    }

    /// Not compressed, as the archive is, and an image that is not starts faster. Of the two archives of classes that
    /// jlink makes, for a start without our own cache, one is for heaps of 32 GB, which the launcher does not allow.
    private static void jlink(List<String> modules, Path image) throws IOException {
        int exit = ToolProvider.findFirst("jlink").orElseThrow().run(System.out, System.err,
                "--add-modules", String.join(",", modules),
                "--no-header-files", "--no-man-pages", "--compress", "zip-0", "--generate-cds-archive",
                "--output", image.toString());
        if (exit != 0) {
            throw new IOException("jlink failed");
        }
        Files.delete(image.resolve("lib/server/classes_nocoops.jsa"));
    }
}
