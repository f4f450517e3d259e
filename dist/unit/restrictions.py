"""Runs a program as systemd would run it for a service, where systemd does not run: what a unit's [Service] says of users, mounts,
devices, /proc, capabilities and system calls is made with the kernel's own means.

It needs root, libseccomp.so.2 (which systemd brings) and systemd-analyze, for the names of system calls. A directive that it does not know
is an error, so that a unit can never say more than was tried.
"""
import ctypes
import os
import pathlib
import re
import resource
import socket
import subprocess

NEW_NS, NEW_UTS, NEW_IPC, NEW_USER = 0x20000, 0x4000000, 0x8000000, 0x10000000
NAMESPACES = {"mnt": NEW_NS, "uts": NEW_UTS, "ipc": NEW_IPC, "user": NEW_USER, "cgroup": 0x2000000, "pid": 0x20000000, "net": 0x40000000}
SET_KEEP_CAPABILITIES_OF_NOBODY, DROP_FROM_BOUNDING_SET, NO_NEW_PRIVILEGES = 8, 24, 38
LAST_CAPABILITY = int(pathlib.Path("/proc/sys/kernel/cap_last_cap").read_text())
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
EPERM, ENOSYS, EAFNOSUPPORT = 1, 38, 97
NOT_EQUAL, EQUAL, GREATER, MASKED_EQUAL = 1, 4, 6, 7

# What says how the service is started and stopped, and nothing of what it may do.
OF_THE_MANAGER = {
    "ExecStart", "ExecReload", "Restart", "RestartSec", "TimeoutStopSec", "SuccessExitStatus", "Environment", "EnvironmentFile",
    "WorkingDirectory", "StateDirectory", "StateDirectoryMode", "LimitNOFILE",
}
# What the others of this list, or a user without rights, bring about here.
IMPLIED = {"RemoveIPC", "KeyringMode", "ProtectClock", "AmbientCapabilities", "SystemCallArchitectures", "SystemCallErrorNumber", "PrivateMounts"}
APPLIED = {
    "DynamicUser", "UMask", "LimitCORE", "NoNewPrivileges", "CapabilityBoundingSet", "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices",
    "PrivateUsers", "PrivateIPC", "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups", "ProtectHostname",
    "ProtectProc", "ProcSubset", "RestrictAddressFamilies", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "LockPersonality",
    "SystemCallFilter",
}
USER = 61184 + 16  # of those that systemd gives to services

libc = ctypes.CDLL(None, use_errno=True)


def service(unit):
    """The directives of [Service]: name to its values, in their order."""
    directives, section = {}, ""
    for line in pathlib.Path(unit).read_text().splitlines():
        if line.startswith("["):
            section = line
        elif section == "[Service]" and "=" in line and not line.startswith("#"):
            name, value = line.split("=", 1)
            directives.setdefault(name, []).append(value)
    unknown = set(directives) - OF_THE_MANAGER - IMPLIED - APPLIED
    if unknown:
        raise SystemExit(f"{unit}: restrictions.py does not know {sorted(unknown)}")
    return directives


class Sandbox:
    """One run of a program under the directives of a unit."""

    def __init__(self, directives, base, shown):
        """base: an empty folder of ours, for what the service may write. shown: folders by the names under which the service sees them."""
        self.directives, self.base, self.shown = directives, pathlib.Path(base), shown

    def value(self, name, default="no"):
        return self.directives.get(name, [default])[-1]

    def on(self, name):
        return self.value(name) in ("yes", "true", "1", "strict", "invisible", "private")

    def run(self, words, environment, stdout, stderr):
        """Runs it to its end, and returns its exit code."""
        ready, mapped = os.pipe(), os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(mapped[1])
                self.enter(ready[1], mapped[0])
                os.dup2(stdout.fileno(), 1)
                os.dup2(stderr.fileno(), 2)
                self.filter_system_calls()
                os.execve(words[0], words, environment)
            except BaseException as failed:  # a fork must not come back
                os.write(2, f"unit-test: cannot enter: {failed!r}\n".encode())
            os._exit(70)
        os.close(ready[1])
        os.close(mapped[0])
        entered = os.read(ready[0], 1)
        if entered and self.on("PrivateUsers"):
            for kind in ("uid_map", "gid_map"):
                pathlib.Path(f"/proc/{child}/{kind}").write_text(f"0 0 1\n{USER} {USER} 1\n")
        os.close(mapped[1])
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def enter(self, ready, mapped):
        spaces = NEW_NS | (NEW_IPC if self.on("PrivateIPC") else 0) | (NEW_UTS if self.on("ProtectHostname") else 0)
        check(libc.unshare(spaces), "unshare")
        mount("--make-rslave", "/")
        self.filter_needs = system_calls(self.directives.get("SystemCallFilter", []))
        self.mount_all()
        self.limit()
        if self.on("PrivateUsers"):
            check(libc.unshare(NEW_USER), "unshare of users")
        os.write(ready, b".")
        os.read(mapped, 1)
        self.become_nobody()

    # Mounts

    def mount_all(self):
        state, tmp, var_tmp = (self.base / name for name in ("state", "tmp", "var_tmp"))
        for folder, mode in ((state, 0o700), (tmp, 0o1777), (var_tmp, 0o1777)):
            folder.mkdir()
            folder.chmod(mode)
        os.chown(state, USER, USER)
        mount("-t", "tmpfs", "tmpfs", "/opt")
        shown = dict(self.shown, **{"/opt/state": state})
        for point in shown:
            pathlib.Path(point).mkdir()
        for point, folder in shown.items():
            mount("--bind", folder, point)
        if self.on("PrivateTmp"):
            mount("--bind", var_tmp, "/var/tmp")
            mount("--bind", tmp, "/tmp")
        if self.on("PrivateDevices"):
            self.mount_devices()
        self.mount_proc()
        self.protect()

    def mount_devices(self):
        devices = pathlib.Path("/opt/devices")
        devices.mkdir()
        mount("-t", "tmpfs", "-o", "mode=755,nosuid", "tmpfs", devices)
        for name in ("null", "zero", "full", "random", "urandom", "tty"):
            (devices / name).touch()
            mount("--bind", f"/dev/{name}", devices / name)
        for name, target in (("fd", "fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2")):
            (devices / name).symlink_to(f"/proc/self/{target}")
        for name in ("shm", "mqueue", "pts"):
            (devices / name).mkdir(mode=0o1777)
        if os.path.ismount("/dev/pts"):
            mount("--bind", "/dev/pts", devices / "pts")
        subprocess.run(["umount", "--recursive", "--lazy", "/dev"], check=True)
        mount("--move", devices, "/dev")

    def mount_proc(self):
        hidden = {"default": "", "invisible": "hidepid=invisible", "ptraceable": "hidepid=ptraceable", "noaccess": "hidepid=noaccess"}
        options = [hidden[self.value("ProtectProc", "default")], "subset=pid" if self.value("ProcSubset", "all") == "pid" else ""]
        options = ",".join(option for option in options if option)
        if options:
            mount("-t", "proc", "-o", options, "proc", "/proc")

    def protect(self):
        if self.on("ProtectKernelTunables"):
            read_only("/proc/acpi", "/proc/asound", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/mtrr", "/proc/scsi", "/proc/sys", "/proc/sysrq-trigger", "/sys")
            cover("/proc/kallsyms", "/proc/kcore", "/sys/kernel/debug", "/sys/kernel/tracing")
        if self.on("ProtectControlGroups"):
            read_only("/sys/fs/cgroup")
        if self.on("ProtectKernelModules"):
            cover("/lib/modules")
        if self.on("ProtectKernelLogs"):
            cover("/proc/kmsg", "/dev/kmsg")
        homes = ("/home", "/root", "/run/user")
        if self.value("ProtectHome") == "read-only":
            read_only(*homes)
        elif self.on("ProtectHome"):
            cover(*homes)
        if self.value("ProtectSystem") == "strict":
            kept = ("/proc", "/sys", "/dev", "/tmp", "/var/tmp", "/opt/state")
            for point in mount_points():
                if not any(point == folder or point.startswith(folder + "/") for folder in kept):
                    mount("-o", "remount,bind,ro", point)

    # The user

    def limit(self):
        for name, default, limit in (("LimitCORE", "0", resource.RLIMIT_CORE), ("LimitNOFILE", "1024", resource.RLIMIT_NOFILE)):
            most = resource.getrlimit(limit)[1]
            wanted = int(self.value(name, default))
            wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)  # not every root may raise it
            resource.setrlimit(limit, (wanted, wanted))

    def become_nobody(self):
        os.umask(int(self.value("UMask", "0022"), 8))
        os.chdir("/opt/state")
        if not self.on("PrivateUsers"):
            os.setgroups([])
        if self.value("CapabilityBoundingSet", "all") == "":
            for capability in range(LAST_CAPABILITY + 1):
                check(libc.prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0), "prctl")
        if self.on("PrivateUsers"):
            os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
        if self.on("NoNewPrivileges"):
            check(libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0), "prctl")

    # System calls

    def filter_system_calls(self):
        """What depends on arguments comes first, because the list of names takes away the call that loads filters."""
        refused = Filter(ALLOW)
        families = {getattr(socket, name) for name in self.value("RestrictAddressFamilies", "").split()}
        if families:
            for family in range(46):
                if family not in families:
                    refused.add("socket", EAFNOSUPPORT, (0, EQUAL, family, 0))
            refused.add("socket", EAFNOSUPPORT, (0, GREATER, 45, 0))
        if self.on("RestrictNamespaces"):
            refused.add("clone3", ENOSYS)
            refused.add("setns", EPERM)
            for flag in NAMESPACES.values():
                refused.add("unshare", EPERM, (0, MASKED_EQUAL, flag, flag))
                refused.add("clone", EPERM, (0, MASKED_EQUAL, flag, flag))
        if self.on("RestrictSUIDSGID"):
            for call, argument in (("chmod", 1), ("fchmod", 1), ("fchmodat", 2), ("mknod", 1), ("mknodat", 2)):
                for bit in (0o4000, 0o2000):
                    refused.add(call, EPERM, (argument, MASKED_EQUAL, bit, bit))
        if self.on("RestrictRealtime"):
            refused.add("sched_setscheduler", EPERM, (1, EQUAL, 1, 0))
            refused.add("sched_setscheduler", EPERM, (1, EQUAL, 2, 0))
        if self.on("LockPersonality"):
            refused.add("personality", EPERM, (0, NOT_EQUAL, 0xFFFFFFFF, 0))
        refused.load()
        if self.filter_needs:
            allowed = Filter(ERRNO | EPERM)
            for call in sorted(self.filter_needs):
                allowed.add(call, None)
            allowed.load()


class Filter:
    """A filter of libseccomp."""

    class Comparison(ctypes.Structure):
        _fields_ = [("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]

    library = None

    def __init__(self, default):
        if Filter.library is None:
            Filter.library = ctypes.CDLL("libseccomp.so.2")
            Filter.library.seccomp_init.restype = ctypes.c_void_p
        self.filter = ctypes.c_void_p(self.library.seccomp_init(ctypes.c_uint32(default)))

    def add(self, call, errno, *comparisons):
        """errno None: allowed. A call that this machine does not have is passed over."""
        number = self.library.seccomp_syscall_resolve_name(call.encode())
        if number < 0:
            return
        action = ALLOW if errno is None else ERRNO | errno
        array = (Filter.Comparison * len(comparisons))(*(Filter.Comparison(*one) for one in comparisons))
        added = self.library.seccomp_rule_add_array(self.filter, ctypes.c_uint32(action), number, len(comparisons), array)
        if added != 0:
            raise OSError(-added, f"filter of {call}")

    def load(self):
        loaded = self.library.seccomp_load(self.filter)
        if loaded != 0:
            raise OSError(-loaded, "seccomp_load")


def system_calls(values):
    """The calls that lists like "@system-service" and "~@privileged @resources" leave."""
    allowed = set()
    for value in values:
        names = set()
        for name in value.removeprefix("~").split():
            names |= members(name)
        allowed = allowed - names if value.startswith("~") else allowed | names
    return allowed


def members(name):
    """What is in a set of systemd's, with all sets in it."""
    if not name.startswith("@"):
        return {name}
    text = subprocess.run(["systemd-analyze", "--no-pager", "syscall-filter", name], check=True, capture_output=True, text=True).stdout
    found = set()
    for line in text.splitlines():
        word = line.strip()
        if line.startswith(" ") and word and not word.startswith("#"):
            found |= members(word)
    return found


def mount_points():
    """Of all mounts of this process."""
    points = []
    for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines():
        points.append(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), line.split(" ")[4]))
    return points


def read_only(*paths):
    for path in paths:
        if os.path.exists(path):
            mount("--rbind", path, path)
            mount("-o", "remount,bind,ro", path)


def cover(*paths):
    """Nobody sees them, not even that they are there for a reason."""
    for path in paths:
        if os.path.isdir(path):
            mount("-t", "tmpfs", "-o", "mode=000,ro", "tmpfs", path)
        elif os.path.exists(path):
            mount("--bind", "/dev/null", path)


def mount(*words):
    subprocess.run(["mount", *map(str, words)], check=True)


def check(result, what):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
