#!/usr/bin/env python3
"""R2: cuts the power of an ext4 file system under a writing log, and counts acknowledged rows that are gone.

As root, after `mvn -pl agent-core -am test-compile`:  power_cuts.py CLASSPATH CUTS
where CLASSPATH has the test classes and classes of agent-core, those of plugin-api, and slf4j-api.

A cut is EXT4_IOC_SHUTDOWN without a flush of the journal: what was not synced is gone. Only acknowledgements that
were read before the cut count, as a sync that is under way may still report success.
"""

import fcntl
import os
import random
import struct
import subprocess
import sys
import tempfile

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
PACKAGE = "io.heliograph.core.buffer.log."


def java(classpath, main, folder, first):
    binary = os.path.join(os.environ.get("JAVA_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64"), "bin", "java")
    return [binary, "-XX:TieredStopAtLevel=1", "-cp", classpath, PACKAGE + main, folder, str(first)]


def write_until_cut(classpath, mount, first):
    writer = subprocess.Popen(
        java(classpath, "KilledWriter", mount + "/queue", first),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    acknowledged, lines = first, random.randint(1, 600)
    for line in writer.stdout:
        if line.startswith("acked"):
            acknowledged = int(line.split()[1])
        lines -= 1
        if lines == 0:
            break
    folder = os.open(mount, os.O_RDONLY)
    fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    os.close(folder)
    writer.kill()
    writer.wait()
    return acknowledged


def read_back(classpath, mount, first):
    reader = subprocess.run(
        java(classpath, "KilledReader", mount + "/queue", first), capture_output=True, text=True)
    if not reader.stdout.startswith("found"):
        sys.exit("rows %d and on: %s %s" % (first, reader.stdout, reader.stderr))
    return int(reader.stdout.split()[1])


def main(classpath, cuts):
    total = lost = first = 0
    with tempfile.TemporaryDirectory() as work:
        image, mount = work + "/ext4.img", work + "/mount"
        os.mkdir(mount)
        with open(image, "wb") as file:
            file.truncate(64 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        subprocess.run(["mount", "-o", "loop", image, mount], check=True)
        try:
            for _ in range(cuts):
                acknowledged = write_until_cut(classpath, mount, first)
                subprocess.run(["umount", mount], check=True)
                subprocess.run(["mount", "-o", "loop", image, mount], check=True)
                found = read_back(classpath, mount, first)
                total += acknowledged - first
                lost += max(0, acknowledged - found)
                first = max(found, acknowledged)
        finally:
            subprocess.run(["umount", mount], check=False)
    print("%d rows acknowledged, %d lost in %d power cuts" % (total, lost, cuts))
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
