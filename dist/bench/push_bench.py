#!/usr/bin/env python3
"""Durable pushes a second, and how long they take.

64 clients push bodies of 95 lines (8 tags, 2 numeric fields, over 10,000 series) to inputs.influxdb_listener of the built distribution, which
keeps them in its log on disk and answers 204 once they are there. The agent has one core; load and sink have the other.

    ./push_bench.py                     both variants: the output takes everything; the output is away
    ./push_bench.py --output away       one of them
    ./push_bench.py --v2 --seconds 60
    ./push_bench.py --jfr /tmp/push.jfr    and a recording of the agent

Prints a row for each variant and "N passed, N failed": 3,000 acks/s with a p99 under 50 ms pass; 1,500 is the least.
Standard library only: Python 3.9 and a JDK 21 or newer, on Linux with two cores.
"""
import argparse
import glob
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.join(HERE, "..", "target", "heliograph")


def java():
    for home in [os.environ.get("JAVA_HOME", "")] + sorted(glob.glob("/usr/lib/jvm/*"), reverse=True):
        if home and os.path.exists(os.path.join(home, "bin", "javac")):
            return os.path.join(home, "bin", "java")
    return shutil.which("java")


def get(url):
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode()


def wait(url, process):
    for _ in range(300):
        try:
            return get(url)
        except OSError:
            if process.poll() is not None:
                sys.exit("%s ended" % process.args[0])
            time.sleep(0.1)
    sys.exit("no answer from %s" % url)


def start(core, command, **more):
    return subprocess.Popen(["taskset", "-c", str(core)] + command, **more)


def stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()


def configuration(folder, port, v2, strategy, away):
    return """
[agent]
  http_address = "127.0.0.1:%d"
  state_directory = "%s/state"
  buffer_strategy = "%s"
  omit_hostname = true
  flush_interval = "1s"
[[inputs.%s]]
  service_address = "127.0.0.1:%d"
  max_connections_per_address = 1000
[[outputs.influxdb]]
  alias = "bench"
  urls = ["http://127.0.0.1:%d"]
  database = "bench"
  skip_database_creation = true
  metric_batch_size = 5000
""" % (port, folder, strategy, "influxdb_v2_listener" if v2 else "influxdb_listener", port + 1, port + 3 if away else port + 2)


def cpu_seconds(pid):
    with open("/proc/%d/stat" % pid) as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_mib(pid):
    with open("/proc/%d/status" % pid) as status:
        return int([line for line in status if line.startswith("VmRSS")][0].split()[1]) // 1024


def run(options, variant):
    folder = tempfile.mkdtemp(prefix="push-bench-", dir=options.folder)
    running = []
    try:
        with open(folder + "/heliograph.toml", "w") as file:
            file.write(configuration(folder, options.port, options.v2, options.strategy, variant == "away"))
        sink = start(options.load_core, [options.java, "-Xmx512m", HERE + "/Sink.java", str(options.port + 2), "fast"], stdout=subprocess.DEVNULL)
        running.append(sink)
        wait("http://127.0.0.1:%d/stats" % (options.port + 2), sink)
        environment = dict(os.environ)
        if options.jfr:
            environment["HELIOGRAPH_JAVA_OPTS"] = "-XX:StartFlightRecording=filename=%s.%s.jfr,settings=profile" % (options.jfr, variant)
        agent = start(options.core, [options.home + "/bin/heliograph", "--config", folder + "/heliograph.toml"],
                      env=environment, stdout=open(folder + "/agent.log", "w"), stderr=subprocess.STDOUT)
        running.append(agent)
        wait("http://127.0.0.1:%d/health" % options.port, agent)
        path = "/api/v2/write?org=o&bucket=bench" if options.v2 else "/write?db=bench"
        pusher = start(options.load_core, [options.java, "-Xmx1g", HERE + "/Pusher.java", "127.0.0.1:%d" % (options.port + 1), path,
                       str(options.clients), str(options.lines), str(options.series), str(options.warm), str(options.seconds)],
                       stdout=subprocess.PIPE)
        time.sleep(options.warm + 1)
        cpu, began = cpu_seconds(agent.pid), time.monotonic()
        result = json.loads(pusher.communicate()[0])
        result["cpu_percent"] = round(100 * (cpu_seconds(agent.pid) - cpu) / (time.monotonic() - began))
        result["rss_mib"] = rss_mib(agent.pid)
        result["variant"] = variant
        result["sink"] = json.loads(get("http://127.0.0.1:%d/stats" % (options.port + 2)))
        stop(agent)
        if options.keep:
            print("kept " + folder, file=sys.stderr)
        return result
    finally:
        for process in reversed(running):
            if process.poll() is None:
                stop(process)
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", choices=["healthy", "away"], action="append", help="one variant; both by default")
    parser.add_argument("--v2", action="store_true", help="inputs.influxdb_v2_listener")
    parser.add_argument("--strategy", default="disk", help="buffer_strategy")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--lines", type=int, default=95)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--warm", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--core", type=int, default=0, help="the agent's")
    parser.add_argument("--load-core", type=int, default=1)
    parser.add_argument("--port", type=int, default=9811, help="and the three behind it")
    parser.add_argument("--home", default=HOME)
    parser.add_argument("--folder", default=None, help="where the log is written: on the disk that is to be measured")
    parser.add_argument("--java", default=java())
    parser.add_argument("--jfr", help="file for recordings of the agent; needs a Java with JFR in the distribution")
    parser.add_argument("--json")
    parser.add_argument("--keep", action="store_true", help="leave configuration and log there")
    options = parser.parse_args()
    results = [run(options, variant) for variant in options.output or ["healthy", "away"]]
    passed = 0
    print("%-8s %8s %8s %8s %8s %6s %8s %s" % ("output", "acks/s", "p50 ms", "p99 ms", "max ms", "cpu %", "rss MiB", "errors"))
    for result in results:
        good = result["acks_per_s"] >= 3000 and result["p99_ms"] < 50 and not result["errors"]
        passed += good
        print("%-8s %8d %8.2f %8.2f %8.2f %6d %8d %s" % (result["variant"], result["acks_per_s"], result["p50_ms"], result["p99_ms"],
              result["max_ms"], result["cpu_percent"], result["rss_mib"], result["errors"] or "none"))
    if options.json:
        with open(options.json, "w") as file:
            json.dump(results, file, indent=1)
    print("%d passed, %d failed" % (passed, len(results) - passed))
    sys.exit(0 if passed == len(results) else 1)


if __name__ == "__main__":
    main()
