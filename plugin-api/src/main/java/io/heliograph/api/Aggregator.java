package io.heliograph.api;

/// Makes rows out of the rows of a window of time. The host keeps the windows.
public non-sealed interface Aggregator extends Plugin {
    /// Takes a row of the present window.
    void add(Metric metric);

    /// Emits the result of the window and gets ready for the next. Rows without a time get that of the window's end.
    void push(Accumulator out);
}
