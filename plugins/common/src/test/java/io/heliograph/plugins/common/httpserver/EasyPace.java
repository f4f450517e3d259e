package io.heliograph.plugins.common.httpserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// No deadlines.
final class EasyPace implements Pace {
    /// How long each body was allowed to take.
    final List<Duration> bodies = new ArrayList<>();

    @Override
    public void awaitRequest(Duration allowed) {}

    @Override
    public void readHead(Duration allowed) {}

    @Override
    public boolean begin() {
        return true;
    }

    @Override
    public void readBody(Duration allowed) {
        bodies.add(allowed);
    }

    @Override
    public void work() {}

    @Override
    public void answer(Duration allowed) {}

    @Override
    public boolean isLate() {
        return false;
    }

    @Override
    public boolean isEnding() {
        return false;
    }
}
