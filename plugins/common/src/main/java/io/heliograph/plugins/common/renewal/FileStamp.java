package io.heliograph.plugins.common.renewal;

import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// When and how large some files were: unlike when one of them was written or replaced.
record FileStamp(List<String> parts) {
    static FileStamp of(List<Path> files) throws IOException {
        List<String> parts = new ArrayList<>(files.size());
        for (Path file : files) {
            parts.add(part(file));
        }
        return new FileStamp(parts);
    }

    private static String part(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException unreadable) {
            throw FileProblems.of(file, unreadable);
        }
    }
}
