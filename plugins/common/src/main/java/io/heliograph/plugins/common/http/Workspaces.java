package io.heliograph.plugins.common.http;

import java.util.ArrayDeque;
import java.util.Deque;

/// Lends workspaces. A few are kept: no more exchanges than that are in their busy part at a time.
final class Workspaces {
    private static final int KEPT = 4;

    private final Deque<Workspace> idle = new ArrayDeque<>();
    private boolean closed;

    synchronized Workspace borrow() {
        Workspace last = idle.pollLast();
        return last == null ? new Workspace() : last;
    }

    synchronized void giveBack(Workspace workspace) {
        if (closed || idle.size() >= KEPT) {
            workspace.end();
        } else {
            idle.addLast(workspace);
        }
    }

    synchronized void close() {
        closed = true;
        idle.forEach(Workspace::end);
        idle.clear();
    }
}
