/// The input `linux_sysctl_fs`: open files, inodes and directory entries of the kernel.
@NullMarked
package io.heliograph.plugins.host.linuxsysctlfs;

import org.jspecify.annotations.NullMarked;
