package io.heliograph.plugins.host.diskio;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the tags of a device: name, wwid, serial number, and what udev knows.
final class DeviceTags {
    private final DiskioConfig config;
    private final HostRoots roots;
    private final List<NameTemplate> templates = new ArrayList<>();
    private final ProcFile file = new ProcFile();

    DeviceTags(DiskioConfig config, HostRoots roots) {
        this.config = config;
        this.roots = roots;
        for (String template : config.nameTemplates()) {
            templates.add(NameTemplate.parse(template));
        }
    }

    /// The device as udev knows it now, where any tag depends on that.
    Device refreshed(Device device) {
        boolean unused = templates.isEmpty() && config.deviceTags().isEmpty() && config.skipSerialNumber();
        return unused || !device.isStale(roots) ? device : Device.of(device.name(), device.number(), roots);
    }

    TagSet of(Device device) {
        TagSet tags = TagSet.of("name", name(device), "wwid", textOf(roots.inSys("block/" + device.name() + "/wwid")));
        for (String property : config.deviceTags()) {
            tags = tags.with(property, device.properties().getOrDefault(property, ""));
        }
        return config.skipSerialNumber() ? tags : tags.with("serial", serial(device));
    }

    private String name(Device device) {
        for (NameTemplate template : templates) {
            @Nullable String name = template.fill(device.properties());
            if (name != null) {
                return name;
            }
        }
        return device.name();
    }

    private String serial(Device device) {
        String known = device.properties().getOrDefault("ID_SERIAL", "").strip();
        if (!known.isEmpty()) {
            return known;
        }
        String folder = roots.inSys("block/" + device.name() + "/device/");
        String model = textOf(folder + "model");
        String serial = textOf(folder + "serial");
        return model.isEmpty() || serial.isEmpty() ? "unknown" : model + "_" + serial;
    }

    private String textOf(String path) {
        return file.readIfThere(path) ? file.text().replace("\n", "") : "";
    }
}
