package io.heliograph.plugins.common.httpserver;

import java.time.Duration;

/// No deadlines.
final class EasyPace implements Pace {
    @Override
    public void awaitRequest(Duration allowed) {}

    @Override
    public void readHead(Duration allowed) {}

    @Override
    public boolean begin() {
        return true;
    }

    @Override
    public void readBody(Duration allowed) {}

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
