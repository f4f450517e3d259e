#!/usr/bin/env python3
"""Tries heliograph.service where systemd does not run: every input of the default configuration has to give the same fields under the
unit's restrictions as without them, and `systemd-analyze security` has to find nothing more to say than 1.5.

  dist/unit/unit_test.py [--agent FOLDER] [--config FILE] [--set DIRECTIVE=VALUE]…

--set tries another value: `--set ProcSubset=pid` shows what would be lost. Root only. Exit codes: 0 the same, 1 not, 2 cannot be tried here.
"""
import argparse
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import filterfalse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import restrictions  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNIT = ROOT / "dist" / "heliograph.service"
THRESHOLD = 15  # tenths


def hidden_by_private_tmp(series):
    """A file system that somebody mounted below /tmp is out of the unit's sight, and meant to be."""
    return any(f",path={folder}/" in series for folder in ("/tmp", "/var/tmp"))


def depends_on_the_moment(series):
    """inputs.internal tells of the inputs that ran before it did, and in one run for each that is a matter of luck."""
    return series.startswith("internal_gather,")


def meant_to_differ(series):
    return hidden_by_private_tmp(series) or depends_on_the_moment(series)


def main():
    options = arguments()
    if os.geteuid() != 0 or shutil.which("systemd-analyze") is None:
        print("needs root and systemd-analyze (apt-get install systemd)", file=sys.stderr)
        return 2
    directives = restrictions.service(UNIT)
    for changed in options.set:
        name, value = changed.split("=", 1)
        directives[name] = [value]
    good = exposure()
    free, freely = rows(run_free(options))
    bound, restricted = rows(run_restricted(options, directives))
    good &= compare(free, bound)
    told = sorted(filterfalse(meant_to_differ, set(freely) ^ set(restricted)))
    print(f"{len(free)} shapes of rows without restrictions, {len(bound)} with them; series that differ: {len(told)}")
    for series in told:
        print(("  only restricted: " if series in restricted else "  only free:       ") + series)
    return 0 if good else 1


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--agent", type=pathlib.Path, default=ROOT / "dist" / "target" / "heliograph")
    parser.add_argument("--config", default="conf/heliograph.toml", help="below the agent's folder")
    parser.add_argument("--set", action="append", default=[])
    return parser.parse_args()


def exposure():
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={THRESHOLD}", str(UNIT)]
    analysed = subprocess.run(command, capture_output=True, text=True)
    print(analysed.stdout.strip().splitlines()[-1] if analysed.stdout.strip() else analysed.stderr)
    return analysed.returncode == 0


def environment(home, state):
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HELIOGRAPH_CONF": f"{home}/conf", "STATE_DIRECTORY": str(state)}


def words(home, config):
    return [f"{home}/bin/heliograph", "--config", f"{home}/{config}", "--once"]


def run_free(options):
    with tempfile.TemporaryDirectory() as state, tempfile.TemporaryFile() as out:
        command = words(options.agent, options.config)
        subprocess.run(command, env=environment(options.agent, state), stdout=out, stderr=subprocess.DEVNULL, cwd=state, check=True)
        return read(out)


def run_restricted(options, directives):
    with tempfile.TemporaryDirectory() as base, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as log:
        os.chmod(base, 0o755)
        sandbox = restrictions.Sandbox(directives, base, {"/opt/heliograph": options.agent})
        code = sandbox.run(words("/opt/heliograph", options.config), environment("/opt/heliograph", "/opt/state"), out, log)
        if code != 0:
            raise SystemExit(f"the restricted agent ended with {code}:\n{read(log)}")
        problems = [line for line in read(log).splitlines() if re.search(r"ERROR|WARN", line)]
        print("\n".join(["the restricted agent says:", *problems]) if problems else "the restricted agent has nothing to complain of")
        return read(out)


def read(file):
    file.seek(0)
    return file.read().decode()


def rows(text):
    """What rows look like (measurement, keys of tags, keys of fields), and the series with their values of tags."""
    shapes, series = collections.Counter(), []
    for line in filter(None, text.splitlines()):
        identity, fields = re.split(r"(?<!\\) ", line, maxsplit=1)
        name, *tags = re.split(r"(?<!\\),", identity)
        keys = [re.split(r"(?<!\\)=", tag)[0] for tag in tags]
        names = re.findall(r'(?:^|,)((?:[^,=\\ "]|\\.)+)=(?:"(?:[^"\\]|\\.)*"|[^," ]+)', fields)
        shapes[name, tuple(sorted(keys)), tuple(sorted(names))] += 1
        series.append(identity)
    return shapes, series


def compare(free, bound):
    """Whether both have the same shapes; that some come more often, as a mount of the unit's own does, is told with the series."""
    for shape in sorted(set(free) ^ set(bound)):
        print(("LOST:  " if shape in free else "ADDED: ") + f"{shape[0]} {','.join(shape[1])} {','.join(shape[2])}")
    return bool(free) and set(free) == set(bound)


if __name__ == "__main__":
    sys.exit(main())
