package com.example.folder;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.Row;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `inputs.folder`: counts the files in folders, and their bytes.
public final class FolderInput implements Input {
    /// The table `[[inputs.folder]]`.
    public record Config(
            @Option(doc = "The folders to look into.", example = "[\"/var/spool/cups\"]") List<Path> folders,
            @Option(doc = "Which files to count.", defaultValue = "*") String pattern) {
        public Config {
            if (folders.isEmpty()) {
                throw new InvalidOptionException("folders", "names no folder (try [\"/var/spool/cups\"])");
            }
        }
    }

    /// What this jar provides.
    public static final class Provider implements PluginProvider {
        @Override
        public List<PluginDescriptor> plugins() {
            return List.of(PluginDescriptor.of("inputs.folder", Config.class, FolderInput.class));
        }
    }

    private final Config config;

    public FolderInput(Config config, PluginContext context) {
        this.config = config;
    }

    @Override
    public void gather(Accumulator out) {
        for (Path folder : config.folders()) {
            long count = 0, bytes = 0;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, config.pattern())) {
                for (Path file : files) {
                    count++;
                    bytes += Files.size(file);
                }
                Row row = out.row(out.series("folder", "name", String.valueOf(folder.getFileName())));
                row.put("files", count).put("bytes", bytes).emit();
            } catch (IOException problem) { // this folder's: the others are counted all the same
                out.error(problem);
            }
        }
    }
}
