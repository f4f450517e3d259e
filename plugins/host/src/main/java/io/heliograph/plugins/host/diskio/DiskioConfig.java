package io.heliograph.plugins.host.diskio;

import io.heliograph.api.GlobList;
import io.heliograph.api.Option;
import java.util.List;

/// Options of the input `diskio`.
public record DiskioConfig(
        @Option(
                doc = "Names or patterns of the devices to report, with or without /dev; all where the list is "
                        + "empty. Links that udev made count as names, too.",
                defaultValue = "[]",
                example = "[\"sda\", \"vd*\", \"/dev/disk/by-id/nvme-eui.00123deadc0de123\"]")
        GlobList devices,

        @Option(
                doc = "Properties that udev knows of a device, to add as tags. `udevadm info -q property -n "
                        + "/dev/sda` shows them.",
                example = "[\"ID_FS_TYPE\", \"ID_FS_USAGE\"]")
        List<String> deviceTags,

        @Option(
                doc = "What to put in the tag `name`: the first of these texts whose `$PROPERTY` or `${PROPERTY}` "
                        + "udev all knows; else the kernel's name.",
                example = "[\"$ID_FS_LABEL\", \"$DM_VG_NAME/$DM_LV_NAME\"]")
        List<String> nameTemplates,

        @Option(doc = "Whether to leave out the tag `serial`.", defaultValue = "true")
        boolean skipSerialNumber) {

    /// Takes copies.
    public DiskioConfig {
        deviceTags = List.copyOf(deviceTags);
        nameTemplates = List.copyOf(nameTemplates);
    }

    boolean hasPatterns() {
        for (String device : devices.entries()) {
            if (device.indexOf('*') >= 0 || device.indexOf('?') >= 0 || device.indexOf('[') >= 0) {
                return true;
            }
        }
        return false;
    }
}
