package io.heliograph.api;

import java.util.List;

/// A text, or a part of it, that could not be read.
public final class ParseException extends Exception {
    private static final long serialVersionUID = 1L;

    /// One thing that is wrong.
    ///
    /// @param line where, counted from 1; 0 where the format has no lines
    /// @param message what is wrong there
    public record Fault(int line, String message) implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return line == 0 ? message : "line " + line + ": " + message;
        }
    }

    private final transient List<Fault> faults;
    private final int count;

    /// @param origin of the text, see [ByteSource#origin]
    /// @param faults the first few, at least one
    /// @param count of all faults
    public ParseException(String origin, List<Fault> faults, int count) {
        super(origin + ": " + faults.get(0) + (count > 1 ? " (and " + (count - 1) + " more)" : ""));
        this.faults = List.copyOf(faults);
        this.count = count;
    }

    /// A single fault.
    public ParseException(String origin, int line, String message) {
        this(origin, List.of(new Fault(line, message)), 1);
    }

    /// The first few faults.
    public List<Fault> faults() {
        return faults;
    }

    /// The number of all faults.
    public int count() {
        return count;
    }
}
