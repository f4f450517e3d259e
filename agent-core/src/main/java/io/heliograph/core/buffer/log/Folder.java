package io.heliograph.core.buffer.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// The few calls on a directory that a log makes, so that tests can let each of them fail. Names are plain file names.
/// Confined to one thread.
public interface Folder {
    /// All files, in no order.
    List<String> names() throws IOException;

    /// Opens a file that is there, to read and write.
    LogFile open(String name) throws IOException;

    /// Makes a file that is not there yet. It is sure to be found after a power cut once [#sync] has returned.
    LogFile create(String name) throws IOException;

    /// Takes a file away.
    void delete(String name) throws IOException;

    /// Gives a file another name; one of that name is replaced.
    void rename(String from, String to) throws IOException;

    /// Makes what was created, deleted and renamed durable.
    void sync() throws IOException;

    /// The room that is left on the file system, in bytes.
    long usableBytes() throws IOException;

    /// A folder in this one, which need not be there: it is made with its first file.
    Folder inner(String name);

    /// Takes the folder for this process, until closed.
    ///
    /// @throws IOException where another one has it
    Closeable lock(String name) throws IOException;
}
