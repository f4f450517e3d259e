package io.heliograph.plugins.host.processes;

/// The states of a process, by the letter that the kernel writes for them.
enum ProcessState {
    RUNNING("running"),
    SLEEPING("sleeping"),
    BLOCKED("blocked"),
    ZOMBIES("zombies"),
    DEAD("dead"),
    STOPPED("stopped"),
    PAGING("paging"),
    IDLE("idle"),
    PARKED("parked"),
    UNKNOWN("unknown");

    private static final ProcessState[] ALL = values();

    private final String field;

    ProcessState(String field) {
        this.field = field;
    }

    static int count() {
        return ALL.length;
    }

    static ProcessState at(int ordinal) {
        return ALL[ordinal];
    }

    /// The field that counts processes of this state.
    String field() {
        return field;
    }

    static ProcessState of(byte letter) {
        return switch (letter) {
            case 'R' -> RUNNING;
            case 'S' -> SLEEPING;
            case 'D' -> BLOCKED;
            case 'Z' -> ZOMBIES;
            case 'X', 'x' -> DEAD;
            case 'T', 't' -> STOPPED;
            case 'W' -> PAGING;
            case 'I' -> IDLE;
            case 'P' -> PARKED;
            default -> UNKNOWN;
        };
    }
}
