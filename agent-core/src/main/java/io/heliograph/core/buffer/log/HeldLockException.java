package io.heliograph.core.buffer.log;

import java.io.IOException;

/// A file is locked already.
public final class HeldLockException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String holder;

    HeldLockException(String holder) {
        super("locked" + (holder.isEmpty() ? "" : " by process " + holder));
        this.holder = holder;
    }

    /// The process that says it has the lock; empty where none does.
    public String holder() {
        return holder;
    }
}
