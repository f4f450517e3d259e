package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An administrator's command leaves nothing in the folder of another user's agent that the agent could not open.
class FolderOwnerTest {
    private static final int AGENT = 64_321;

    @TempDir
    Path folder;

    @Test
    void whatRootMakesInTheFolderOfAnotherIsTheOthers() throws Exception {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not root");
        Files.setAttribute(folder, "unix:uid", AGENT);
        ChannelFolder queue = new ChannelFolder(folder.resolve("buffer").resolve("queue"));
        queue.lock("LOCK").close();
        queue.create("one").close();
        queue.inner("dlq").create("two").close();
        try (var all = Files.walk(folder)) {
            assertThat(all)
                    .hasSize(7)
                    .allSatisfy(each ->
                            assertThat(Files.getAttribute(each, "unix:uid")).isEqualTo(AGENT));
        }
    }

    @Test
    void inItsOwnFolderItStaysItsOwn() throws Exception {
        Object own = Files.getAttribute(folder, "unix:uid");
        new ChannelFolder(folder).create("one").close();
        assertThat(Files.getAttribute(folder.resolve("one"), "unix:uid")).isEqualTo(own);
    }
}
