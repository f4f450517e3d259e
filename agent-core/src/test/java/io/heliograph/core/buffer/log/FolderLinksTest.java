package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A link in place of a file of the log leads nowhere: else the agent could be made to write, or to send, another file.
class FolderLinksTest {
    @TempDir
    Path folder;

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "not of the agent");
        ChannelFolder log = new ChannelFolder(folder.resolve("log"));
        for (String name : new String[] {"cursor", "LOCK"}) {
            Files.createSymbolicLink(folder.resolve("log").resolve(name), other);
        }

        assertThatThrownBy(() -> log.open("cursor")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> log.create("cursor")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> log.lock("LOCK")).isInstanceOf(IOException.class);
        log.delete("cursor");
        assertThat(other).hasContent("not of the agent");
    }
}
