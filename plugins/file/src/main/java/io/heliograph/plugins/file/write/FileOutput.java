package io.heliograph.plugins.file.write;

import io.heliograph.api.ByteSink;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.PluginContext;
import io.heliograph.api.WriteResult;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Appends batches to files. All files get a batch, or none keeps it: where one fails, the others are cut back, and
/// the batch is tried again.
public final class FileOutput implements Output {
    private static final String STDOUT = "stdout";

    private final FileOutputConfig config;
    private final Compression compression;
    private final List<Destination> destinations = new ArrayList<>();
    private final ByteSink text = new ByteSink();
    private final ByteSink compressed = new ByteSink();

    /// @param context gives the time of rotations
    public FileOutput(FileOutputConfig config, PluginContext context) {
        this(config, context, new FileOutputStream(FileDescriptor.out));
    }

    FileOutput(FileOutputConfig config, PluginContext context, OutputStream stdout) {
        this.config = config;
        this.compression = Compression.of(config.compressionAlgorithm(), config.compressionLevel());
        for (String file : config.files()) {
            if (!file.equals(STDOUT)) {
                destinations.add(new AppendedFile(
                        Path.of(file), config.rotation(), compression.isNone(), context.clock(), context.logger()));
            }
        }
        if (config.files().contains(STDOUT)) {
            destinations.add(new StandardOutput(stdout));
        }
    }

    @Override
    public void open() throws IOException {
        for (Destination destination : destinations) {
            destination.prepare();
        }
    }

    @Override
    public WriteResult write(MetricBatch batch) throws IOException {
        text.clear();
        config.dataFormat().serialize(batch, text);
        ByteSink bytes = compression.apply(text, compressed);
        if (text.size() > 0) {
            for (Destination destination : destinations) {
                destination.prepare();
            }
            writeToAll(bytes);
        }
        return WriteResult.accepted(batch, text);
    }

    private void writeToAll(ByteSink bytes) throws IOException {
        int begun = 0;
        try {
            for (Destination destination : destinations) {
                begun++;
                destination.write(bytes);
            }
        } catch (IOException failed) {
            for (Destination destination : destinations.subList(0, begun)) {
                destination.undo();
            }
            throw failed;
        }
        for (Destination destination : destinations) {
            destination.done();
        }
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Destination destination : destinations) {
            try {
                destination.close();
            } catch (IOException failed) {
                first = first == null ? failed : first;
            }
        }
        config.dataFormat().close();
        if (first != null) {
            throw first;
        }
    }
}
