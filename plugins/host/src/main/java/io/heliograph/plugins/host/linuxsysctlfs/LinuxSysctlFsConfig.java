package io.heliograph.plugins.host.linuxsysctlfs;

/// The input `linux_sysctl_fs` has no options.
public record LinuxSysctlFsConfig() {}
