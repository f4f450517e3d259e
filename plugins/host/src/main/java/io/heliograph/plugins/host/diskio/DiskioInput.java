package io.heliograph.plugins.host.diskio;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;

/// Reads /proc/diskstats, and what udev knows of the devices.
public final class DiskioInput implements Input {
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final PluginContext context;
    private final ProcFile diskstats = new ProcFile();
    private final DeviceSelection selection;
    private final DeviceTags tags;
    private final Disks disks = new Disks();
    private long lastNanos;

    /// @param config the options
    /// @param context the host
    public DiskioInput(DiskioConfig config, PluginContext context) {
        this.context = context;
        this.selection = new DeviceSelection(config, roots);
        this.tags = new DeviceTags(config, roots);
    }

    /// The devices by their numbers and name together: `8 0 sda`.
    private final class Disks extends Memo<Disk> {
        @Override
        protected Disk make(String word, Accumulator out) {
            String[] parts = word.strip().split(" +");
            Device device = Device.of(parts[2], parts[0] + ":" + parts[1], roots);
            return new Disk(device, selection.takes(device));
        }
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        diskstats.read(roots.inProc("diskstats"));
        long now = context.epochNanos();
        disks.rewind();
        while (diskstats.nextLine()) {
            diskstats.takeWords(3);
            Disk disk = disks.of(diskstats, out);
            if (disk.isWanted() && disk.read(diskstats)) {
                disk.emit(tags, (now - lastNanos) / 1_000_000, out);
            }
        }
        lastNanos = now;
    }
}
