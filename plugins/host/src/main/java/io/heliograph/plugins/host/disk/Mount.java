package io.heliograph.plugins.host.disk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of /proc/[pid]/mountinfo (proc(5)).
///
/// @param deviceNumber major and minor: `8:1`
/// @param point where it is mounted
/// @param options of the mount point; a bind mount has the option `bind`
/// @param type of the file system
/// @param source what is mounted: `/dev/sda1`
record Mount(String deviceNumber, String point, List<String> options, String type, String source) {
    /// Reads `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`.
    ///
    /// @return null where it is no such line
    static @Nullable Mount parse(String line) {
        int separator = line.indexOf(" - ");
        String[] left =
                separator < 0 ? new String[0] : line.substring(0, separator).split(" ");
        String[] right =
                separator < 0 ? new String[0] : line.substring(separator + 3).split(" ");
        if (left.length < 6 || right.length < 2) {
            return null;
        }
        List<String> options = new ArrayList<>(List.of(left[5].split(",")));
        if (!left[3].equals("/")) {
            options.add("bind");
        }
        return new Mount(left[2], unescaped(left[4]), List.copyOf(options), right[0], unescaped(right[1]));
    }

    /// `rw`, `ro` or `unknown`.
    String mode() {
        return options.contains("rw") ? "rw" : options.contains("ro") ? "ro" : "unknown";
    }

    /// The kernel writes blanks and backslashes as `\040`.
    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        byte[] to = new byte[from.length];
        int size = 0;
        for (int at = 0; at < from.length; at++) {
            if (from[at] == '\\' && at + 3 < from.length && isOctal(from, at + 1)) {
                to[size++] = (byte) ((from[at + 1] - '0') << 6 | (from[at + 2] - '0') << 3 | from[at + 3] - '0');
                at += 3;
            } else {
                to[size++] = from[at];
            }
        }
        return new String(to, 0, size, StandardCharsets.UTF_8);
    }

    private static boolean isOctal(byte[] bytes, int from) {
        for (int at = from; at < from + 3; at++) {
            if (bytes[at] < '0' || bytes[at] > '7') {
                return false;
            }
        }
        return true;
    }
}
