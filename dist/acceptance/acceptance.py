#!/usr/bin/env python3
"""Runs a Telegraf-compatible agent, as a black box, on the conformance suites and reports what differs.

example: acceptance.py --agent 'dist/target/heliograph/bin/heliograph' --suite telegraf_cases --kind json_v2 -v
"""
from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import time
from collections import Counter, defaultdict
from dataclasses import asdict, replace
from pathlib import Path

from agent import Agent
from bench import Bench, Result, kind_of
from suites import SUITES

HERE = Path(__file__).resolve().parent
SHOWN = 5  # cases named for one reason, where not -v


def main() -> int:
    options = _options()
    if not options.data.is_dir():
        sys.exit(f"--data {options.data}: no such folder")
    agent = Agent.of(options.agent, options.dialect, options.deadline)
    if not shutil.which(agent.command[0]):
        sys.exit(f"--agent {agent.command[0]}: no such program")
    bench = Bench(agent, options.jobs)
    known = _known(options.skip)
    results: dict[str, list[Result]] = {}
    for suite in options.suite or [name for name in SUITES if (options.data / f"{name}.json").exists()]:
        began = time.monotonic()
        ran = [_judged(result, known.get((suite, result.case))) for result in SUITES[suite](_cases(options, suite), bench)]
        if ran:
            results[suite] = ran
            print(f"{suite}: {len(ran)} cases in {time.monotonic() - began:.1f} s", file=sys.stderr)
    _report(results, options.verbose)
    stale = _stale(results, known, whole=not (options.kind or options.case))
    for (suite, case), why in stale.items():
        print(f"stale in {options.skip}: {suite}/{case} {why}")
    if options.json:
        options.json.write_text(json.dumps({"agent": options.agent, "dialect": options.dialect, "stale": [f"{s}/{c}" for s, c in stale],
                                            "results": {s: [asdict(r) for r in rs] for s, rs in results.items()}}, indent=1))
    if not results:
        sys.exit("no case selected")
    return int(any(r.status == "fail" for rs in results.values() for r in rs))


def _options() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--agent", required=True, metavar="'PATH [ARGS]'", help="the program under test")
    p.add_argument("--data", type=Path, default=HERE / "data", help="folder of suites (default: data/)")
    p.add_argument("--suite", action="append", choices=list(SUITES), help="only this suite; repeatable")
    p.add_argument("--kind", action="append", help="only cases of this kind; repeatable")
    p.add_argument("--case", metavar="SUBSTRING", help="only cases whose name contains it")
    p.add_argument("--dialect", choices=("heliograph", "telegraf"), default="heliograph", help="what the agent is known to have")
    p.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="agents at a time (default: 2)")
    p.add_argument("--deadline", type=float, default=60, metavar="SECONDS", help="for one run of the agent (default: 60)")
    p.add_argument("--skip", type=Path, metavar="FILE", help="known failures, one `suite/case  reason` per line")
    p.add_argument("--json", type=Path, metavar="OUT", help="write every result there")
    p.add_argument("-v", "--verbose", action="store_true", help="name every failing and every skipped case")
    return p.parse_args()


def _cases(options: argparse.Namespace, suite: str) -> list[dict]:
    file = options.data / f"{suite}.json"
    if not file.exists():
        sys.exit(f"{file}: no such suite")
    whole = json.loads(file.read_text("utf-8"))
    shared = {key: part for key, part in whole.items() if key not in ("suite", "origin", "cases")}
    return [case | {"shared": shared} for case in whole["cases"]
            if (options.case or "") in case["name"] and (not options.kind or kind_of(case) in options.kind)]


# Known failures still run: an entry that passes, or that names no case, has to go from the list.

def _known(file: Path | None) -> dict[tuple[str, str], str]:
    known = {}
    for line in file.read_text("utf-8").splitlines() if file else []:
        if line.strip() and not line.startswith("#"):
            name, reason = re.fullmatch(r"(.+?)(?:\s{2,}|\t|\s+|$)(.*)", line.strip()).groups()
            suite, _, case = name.partition("/")
            known[suite, case] = reason
    return known


def _judged(result: Result, known: str | None) -> Result:
    if known is None or result.status != "fail":
        return result
    return replace(result, status="skip", reason=f"known: {known or 'no reason given'}")


def _stale(results: dict[str, list[Result]], known: dict[tuple[str, str], str], whole: bool) -> dict[tuple[str, str], str]:
    """`whole`: the suites ran in full, so that a name not among the results names nothing."""
    status = {(suite, r.case): r.status for suite, rs in results.items() for r in rs}
    return {key: "passes" if key in status else "names no case" for key in known
            if status.get(key) == "pass" or key not in status and key[0] in results and whole}


def _report(results: dict[str, list[Result]], verbose: bool) -> None:
    _reasons("NOTE", results, "pass", verbose)
    _reasons("SKIP", results, "skip", verbose)
    _reasons("FAIL", results, "fail", True)
    print(f"\n{'suite':<16} {'kind':<24} {'pass':>6} {'fail':>6} {'skip':>6}")
    total: Counter[str] = Counter()
    for suite, rs in results.items():
        counts = defaultdict(Counter)
        for r in rs:
            counts[r.kind][r.status] += 1
        for kind, count in counts.items():
            print(_row(suite, kind, count))
            total += count
    print(_row("total", "", total))


def _row(suite: str, kind: str, count: Counter) -> str:
    return f"{suite:<16} {kind:<24} {count['pass']:>6} {count['fail']:>6} {count['skip']:>6}"


def _reasons(title: str, results: dict[str, list[Result]], status: str, every: bool) -> None:
    """Cases that share a reason are told together."""
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for suite, rs in results.items():
        for r in rs:
            if r.status == status and (r.reason or status != "pass"):
                grouped[suite, r.reason].append(r.case)
    for (suite, reason), cases in grouped.items():
        shown = cases if every and len(cases) <= 3 * SHOWN else cases[:SHOWN]
        more = f" … and {len(cases) - len(shown)} more" if len(shown) < len(cases) else ""
        print(f"\n{title} {suite}/" + f"\n     {suite}/".join(shown) + more)
        print("    " + reason.replace("\n", "\n    "))


if __name__ == "__main__":
    sys.exit(main())
