package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.disk.FaultDisk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class LetterFilesTest {
    private static final int ROOM_FOR_THE_FIRST_PART = 1800;

    private final FaultDisk disk = new FaultDisk(new Random(3));

    private static List<Long> values(List<Letter> letters) {
        List<Long> values = new ArrayList<>();
        letters.forEach(letter -> values.addAll(Rows.values(letter.rows())));
        return values;
    }

    /// Six letters of some 400 bytes are written three at a time.
    @Test
    void whatWasWrittenBeforeAFailureIsNotWrittenAgain() throws Exception {
        LetterFiles files = new LetterFiles(disk.process(), 8 << 10, 0, NOPLogger.NOP_LOGGER);
        Deque<Letter> letters = new ArrayDeque<>();
        for (long value = 0; value < 6; value++) {
            letters.add(new Letter(-1, 0, "x".repeat(300), Rows.of(value)));
        }
        disk.capacity(ROOM_FOR_THE_FIRST_PART);
        assertThatThrownBy(() -> files.append(letters)).isInstanceOf(IOException.class);
        assertThat(letters).as("left").hasSizeBetween(1, 5);
        disk.capacity(Long.MAX_VALUE);
        files.append(letters);
        assertThat(letters).isEmpty();
        assertThat(values(files.read(0, 1 << 20))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(files.rows()).isEqualTo(6);
    }
}
