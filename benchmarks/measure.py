"""Measure a whole process with its children: wall and CPU time, and in another run its memory."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, stdev
from typing import Any

_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "COVERAGE_")
_SAMPLE_SECONDS = 0.02
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of wall, user and system time; ``peak`` bytes of its largest process."""

    wall: float
    user: float
    system: float
    peak: int
    status: int
    output: str = ""


def installed(program: str) -> str:
    """Where the program is, first beside this Python; empty when it is nowhere."""
    beside = Path(sys.executable).parent / program
    return str(beside) if beside.exists() else shutil.which(program) or ""


def measure(
    command: Sequence[str],
    variables: Mapping[str, str] | None = None,
    folder: Path | None = None,
    *,
    keep: bool = False,
) -> Run:
    """Run to the end; CPU time and peak are the kernel's, of the process and all below it."""
    _adopt_orphans()
    output = subprocess.PIPE if keep else subprocess.DEVNULL
    environment = _environment(variables)
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=folder,
    ) as process:
        text = process.stdout.read().decode("utf-8", "replace") if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    usages = [usage, *_orphans()]
    # Linux counts the peak in KiB, macOS in bytes.
    peak = max(usage.ru_maxrss for usage in usages) * (1 if sys.platform == "darwin" else 1024)
    user, system = sum(usage.ru_utime for usage in usages), sum(usage.ru_stime for usage in usages)
    return Run(wall, user, system, peak, process.returncode, text)


def memory(command: Sequence[str], variables: Mapping[str, str] | None = None) -> int:
    """Peak bytes over all processes of the command together, sampled; shared pages count once.

    Where there is no ``/proc``, the peak of the largest process.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return measure(command, variables).peak
    highest = 0
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(variables),
        start_new_session=True,
    ) as process:
        while process.poll() is None:
            highest = max(highest, sum(_proportional(pid) for pid in _session(process.pid)))
            time.sleep(_SAMPLE_SECONDS)
    return highest


def to_hyperfine(command: str, runs: Sequence[Run]) -> dict[str, Any]:
    """The runs as one result in the shape that hyperfine exports."""
    times = [run.wall for run in runs]
    return {
        "command": command,
        "mean": mean(times),
        "stddev": stdev(times) if len(times) > 1 else None,
        "median": median(times),
        "user": mean(run.user for run in runs),
        "system": mean(run.system for run in runs),
        "min": min(times),
        "max": max(times),
        "times": times,
        "memory_usage_byte": [run.peak for run in runs],
        "exit_codes": [run.status for run in runs],
    }


def _environment(variables: Mapping[str, str] | None) -> dict[str, str]:
    """This environment with some variables set; byte code is kept, as it is for who installed, and
    nobody watches which lines run.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
    return own | dict(variables or {})


def _adopt_orphans() -> None:
    """On Linux: worker processes whose parent is gone become ours, and their time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _orphans() -> Iterator[resource.struct_rusage]:
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return


def _session(leader: int) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == leader:
                    yield int(entry.name)
            except (ProcessLookupError, PermissionError):
                continue


def _proportional(pid: int) -> int:
    """The proportional set size: a page that n processes share counts 1/n in each of them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return 0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
