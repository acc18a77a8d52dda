"""What all benchmarks share: a fresh process for every measurement, medians, a table in Markdown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

_CHILD = """
import gc, json, resource, statistics, sys, time, warnings
warnings.simplefilter("ignore")
limit = 3 * 2**30  # so that a reader that wants all the memory dies, and not the machine
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
path, repeat = sys.argv[1], int(sys.argv[2])
{setup}
def run():
    {run}
times = []
for _ in range(repeat + (repeat > 1)):
    gc.collect()
    start = time.process_time()
    run()
    times.append(time.process_time() - start)
times = times[1:] or times  # the first warms up
try:  # getrusage would count what the parent held when it forked
    status = open("/proc/self/status").read()
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([statistics.median(times), peak]))
"""


class Reader(NamedTuple):
    """A way to read a workbook: what it imports, and the statement that reads ``path``."""

    name: str
    setup: str
    run: str


class Measured(NamedTuple):
    """Median of the processor time in seconds, and the whole process's peak memory in MiB."""

    seconds: float
    mebibytes: float


def measure(reader: Reader, path: str, repeat: int, patience: int = 240) -> Measured | str:
    """One reader on one file in a process of its own; a word where it does not come through."""
    code = _CHILD.replace("{setup}", reader.setup).replace("{run}", reader.run)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, path, str(repeat)],
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
            env={**os.environ, "MALLOC_ARENA_MAX": "2"},
        )
    except subprocess.TimeoutExpired:
        return f"> {patience} s"
    if done.returncode:
        return "dies"
    return Measured(*json.loads(done.stdout.splitlines()[-1]))


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
