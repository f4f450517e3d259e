package io.heliograph.testkit.cases;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The errors in the log, which is kept off the console meanwhile.
final class ReportedProblems extends Handler implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final List<Handler> others = List.of(root.getHandlers());
    private final List<String> texts = new CopyOnWriteArrayList<>();

    ReportedProblems() {
        others.forEach(root::removeHandler);
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord event) {
        if (event.getLevel().intValue() >= Level.SEVERE.intValue()) {
            texts.add(event.getLoggerName() + ": " + event.getMessage());
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        others.forEach(root::addHandler);
    }
}
