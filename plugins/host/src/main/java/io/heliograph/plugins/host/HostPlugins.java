package io.heliograph.plugins.host;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.plugins.host.conntrack.ConntrackConfig;
import io.heliograph.plugins.host.conntrack.ConntrackInput;
import io.heliograph.plugins.host.cpu.CpuConfig;
import io.heliograph.plugins.host.cpu.CpuInput;
import io.heliograph.plugins.host.disk.DiskConfig;
import io.heliograph.plugins.host.disk.DiskInput;
import io.heliograph.plugins.host.diskio.DiskioConfig;
import io.heliograph.plugins.host.diskio.DiskioInput;
import io.heliograph.plugins.host.interrupts.InterruptsConfig;
import io.heliograph.plugins.host.interrupts.InterruptsInput;
import io.heliograph.plugins.host.kernel.KernelConfig;
import io.heliograph.plugins.host.kernel.KernelInput;
import io.heliograph.plugins.host.kernelvmstat.KernelVmstatConfig;
import io.heliograph.plugins.host.kernelvmstat.KernelVmstatInput;
import io.heliograph.plugins.host.linuxsysctlfs.LinuxSysctlFsConfig;
import io.heliograph.plugins.host.linuxsysctlfs.LinuxSysctlFsInput;
import io.heliograph.plugins.host.mem.MemConfig;
import io.heliograph.plugins.host.mem.MemInput;
import io.heliograph.plugins.host.net.NetConfig;
import io.heliograph.plugins.host.net.NetInput;
import io.heliograph.plugins.host.netstat.NetstatConfig;
import io.heliograph.plugins.host.netstat.NetstatInput;
import io.heliograph.plugins.host.nstat.NstatConfig;
import io.heliograph.plugins.host.nstat.NstatInput;
import io.heliograph.plugins.host.processes.ProcessesConfig;
import io.heliograph.plugins.host.processes.ProcessesInput;
import io.heliograph.plugins.host.slab.SlabConfig;
import io.heliograph.plugins.host.slab.SlabInput;
import io.heliograph.plugins.host.swap.SwapConfig;
import io.heliograph.plugins.host.swap.SwapInput;
import io.heliograph.plugins.host.system.SystemConfig;
import io.heliograph.plugins.host.system.SystemInput;
import java.util.List;

/// The inputs that read the host.
public final class HostPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.ofRates("inputs.cpu", CpuConfig.class, CpuInput.class),
                PluginDescriptor.of("inputs.mem", MemConfig.class, MemInput.class),
                PluginDescriptor.of("inputs.swap", SwapConfig.class, SwapInput.class),
                PluginDescriptor.of("inputs.disk", DiskConfig.class, DiskInput.class),
                PluginDescriptor.of("inputs.diskio", DiskioConfig.class, DiskioInput.class),
                PluginDescriptor.of("inputs.net", NetConfig.class, NetInput.class),
                PluginDescriptor.of("inputs.netstat", NetstatConfig.class, NetstatInput.class),
                PluginDescriptor.of("inputs.system", SystemConfig.class, SystemInput.class),
                PluginDescriptor.of("inputs.processes", ProcessesConfig.class, ProcessesInput.class),
                PluginDescriptor.of("inputs.kernel", KernelConfig.class, KernelInput.class),
                PluginDescriptor.of("inputs.kernel_vmstat", KernelVmstatConfig.class, KernelVmstatInput.class),
                PluginDescriptor.of("inputs.interrupts", InterruptsConfig.class, InterruptsInput.class),
                PluginDescriptor.of("inputs.linux_sysctl_fs", LinuxSysctlFsConfig.class, LinuxSysctlFsInput.class),
                PluginDescriptor.of("inputs.nstat", NstatConfig.class, NstatInput.class),
                PluginDescriptor.of("inputs.conntrack", ConntrackConfig.class, ConntrackInput.class),
                PluginDescriptor.of("inputs.slab", SlabConfig.class, SlabInput.class));
    }
}
