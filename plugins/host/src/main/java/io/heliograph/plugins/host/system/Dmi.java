package io.heliograph.plugins.host.system;

import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the firmware says of the machine, from /sys/class/dmi/id. What the kernel keeps to root is `unknown`, what the
/// firmware does not say is empty.
final class Dmi implements CachedFields.Source {
    /// Field and file.
    private static final String[][] FILES = {
        {"bios_vendor", "bios_vendor"},
        {"bios_version", "bios_version"},
        {"bios_date", "bios_date"},
        {"board_vendor", "board_vendor"},
        {"board_product", "board_name"},
        {"board_version", "board_version"},
        {"board_serial", "board_serial"},
        {"board_asset_tag", "board_asset_tag"},
        {"chassis_vendor", "chassis_vendor"},
        {"chassis_type_code", "chassis_type"},
        {"chassis_version", "chassis_version"},
        {"chassis_serial", "chassis_serial"},
        {"chassis_asset_tag", "chassis_asset_tag"},
        {"product_vendor", "sys_vendor"},
        {"product_name", "product_name"},
        {"product_family", "product_family"},
        {"product_version", "product_version"},
        {"product_serial", "product_serial"},
        {"product_sku", "product_sku"},
        {"product_uuid", "product_uuid"},
    };
    /// Types of chassis from 1 on: SMBIOS (DSP0134), table 17.
    private static final String[] CHASSIS = {
        "Other",
        "Unknown",
        "Desktop",
        "Low profile desktop",
        "Pizza box",
        "Mini tower",
        "Tower",
        "Portable",
        "Laptop",
        "Notebook",
        "Hand held",
        "Docking station",
        "All in one",
        "Sub notebook",
        "Space-saving",
        "Lunch box",
        "Main server chassis",
        "Expansion chassis",
        "SubChassis",
        "Bus Expansion chassis",
        "Peripheral chassis",
        "RAID chassis",
        "Rack mount chassis",
        "Sealed-case PC",
        "Multi-system chassis",
        "Compact PCI",
        "Advanced TCA",
        "Blade",
        "Blade enclosure",
        "Tablet",
        "Convertible",
        "Detachable",
        "IoT gateway",
        "Embedded PC",
        "Mini PC",
        "Stick PC"
    };

    private final HostRoots roots;
    private final ProcFile file = new ProcFile();

    Dmi(HostRoots roots) {
        this.roots = roots;
    }

    @Override
    public Map<String, String> read() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String[] entry : FILES) {
            fields.put(entry[0], value(roots.inSys("class/dmi/id/" + entry[1])));
        }
        fields.put("chassis_type", chassis(fields.getOrDefault("chassis_type_code", "")));
        return fields;
    }

    private String value(String path) {
        try {
            file.read(path);
            return file.text();
        } catch (FileNotFoundException absent) {
            return new File(path).exists() ? "unknown" : "";
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    private static String chassis(String code) {
        for (int type = 1; type <= CHASSIS.length; type++) {
            if (code.equals(Integer.toString(type))) {
                return CHASSIS[type - 1];
            }
        }
        return code.isEmpty() ? "" : "unknown";
    }
}
