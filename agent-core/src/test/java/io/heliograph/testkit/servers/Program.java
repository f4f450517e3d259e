package io.heliograph.testkit.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// A program of a Debian package.
///
/// @param name as on the search path
/// @param debianPackage what to install where it is missing
record Program(String name, String debianPackage) {
    /// A missing server fails the tests rather than skip them: `-Dheliograph.servers=required`, and where `CI` is
    /// `true`.
    private static final boolean REQUIRED =
            "required".equals(System.getProperty("heliograph.servers")) || "true".equals(System.getenv("CI"));

    /// Where it is: in the system property `heliograph.program.NAME`, on the search path, or in `/usr/sbin`.
    ///
    /// @throws TestAbortedException where it is nowhere: the test is skipped, loudly
    /// @throws IllegalStateException instead, where servers are required
    Path path() {
        for (Path place : places()) {
            if (Files.isExecutable(place)) {
                return place;
            }
        }
        String message = "no " + name + " on this machine: apt-get install " + debianPackage;
        if (REQUIRED) {
            throw new IllegalStateException(message);
        }
        System.err.println("SKIPPED: " + message);
        throw new TestAbortedException(message);
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        String told = System.getProperty("heliograph.program." + name);
        if (told != null) {
            places.add(Path.of(told));
        }
        String search = System.getenv().getOrDefault("PATH", "/usr/bin") + File.pathSeparator + "/usr/sbin";
        for (String folder : search.split(File.pathSeparator)) {
            places.add(Path.of(folder, name));
        }
        return places;
    }
}
