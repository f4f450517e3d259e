package io.heliograph.plugins.common.tls;

import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When and how large some files were: unlike when one of them was written or replaced.
record FileStamp(List<String> parts) {
    static FileStamp of(List<? extends @Nullable Path> files) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Path file : files) {
            if (file != null) {
                parts.add(part(file));
            }
        }
        return new FileStamp(parts);
    }

    private static String part(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime().toMillis() + " " + now.size() + " " + now.fileKey();
        } catch (IOException unreadable) {
            throw FileProblems.of(file, unreadable);
        }
    }
}
