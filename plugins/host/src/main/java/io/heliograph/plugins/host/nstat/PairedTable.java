package io.heliograph.plugins.host.nstat;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;

/// A file in which each line of names is followed by one of numbers: `TcpExt: SyncookiesSent …` and `TcpExt: 43 …`.
final class PairedTable {
    private final boolean zeros;
    private final Names names = new Names();

    /// @param zeros whether zeros are put
    PairedTable(boolean zeros) {
        this.zeros = zeros;
    }

    /// The field keys of a line of names, each with the protocol before it.
    private static final class Names extends Memo<String[]> {
        @Override
        protected String[] make(String line, Accumulator out) {
            String[] words = line.strip().split("[ \t]+");
            String protocol = words[0].replace(":", "");
            String[] keys = new String[words.length - 1];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = protocol + words[i + 1];
            }
            return keys;
        }
    }

    /// Puts all numbers. What is no number, or too much or too little on a line, is left out.
    void put(ProcFile file, Row row, Accumulator out) throws IOException {
        names.rewind();
        while (file.nextLine()) {
            file.takeLine();
            String[] keys = names.of(file, out);
            if (!file.nextLine()) {
                throw file.problem("a line of names is followed by no numbers");
            }
            file.nextWord();
            for (int i = 0; i < keys.length && file.nextWord(); i++) {
                putOne(file, row, keys[i]);
            }
        }
    }

    private void putOne(ProcFile file, Row row, String key) throws IOException {
        if (file.wordIsNumber()) {
            long value = file.number();
            if (value != 0 || zeros) {
                row.put(key, value);
            }
        }
    }
}
