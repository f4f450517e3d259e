package io.heliograph.plugins.host.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountTest {
    @Test
    void aLine() {
        Mount mount = Mount.parse("36 35 98:0 / /mnt rw,noatime master:1 - ext3 /dev/root rw,errors=continue");

        assertThat(mount).isEqualTo(new Mount("98:0", "/mnt", List.of("rw", "noatime"), "ext3", "/dev/root"));
        assertThat(mount.mode()).isEqualTo("rw");
    }

    @Test
    void aBindMountWithABlankInItsName() {
        Mount mount = Mount.parse("36 35 98:0 /srv/a /mnt/my\\040disk\\134 ro - ext4 /dev/sda1 rw");

        assertThat(mount.point()).isEqualTo("/mnt/my disk\\");
        assertThat(mount.options()).containsExactly("ro", "bind");
        assertThat(mount.mode()).isEqualTo("ro");
    }

    @Test
    void anotherLine() {
        assertThat(Mount.parse("")).isNull();
        assertThat(Mount.parse("36 35 98:0 / /mnt rw")).isNull();
    }
}
