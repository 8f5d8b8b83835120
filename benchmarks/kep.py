"""The KEP corpus, cold, beside rumdl and mdsmith: whole processes, alternating, medians.

    pip install -e '.[bench]'
    python benchmarks/kep.py [--corpus DIR_OR_ARCHIVE] [--runs 7]

The tools do different work: the peers check style rule by rule, designdoc checks structure and
values against the corpus' own template. What is compared is the wait before an answer.
Each tool runs over the same files, prints to the null device, and may use all cores. Memory is
measured in a run of its own, so that measuring does not slow the timed ones.
"""

import argparse
import json
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measure import Run, installed, measure, memory, to_hyperfine

HERE = Path(__file__).parent
ARCHIVE = HERE.parent.parent / "shared" / "corpora" / "kep.tar.xz"


@dataclass(frozen=True, slots=True)
class Tool:
    """A command to run on a folder; ``accepted`` are the exit statuses of a run that worked."""

    name: str
    version: tuple[str, ...]
    command: tuple[str, ...]
    accepted: tuple[int, ...] = (0, 1)


TOOLS = (
    Tool("designdoc", ("--version",), ("check", "--no-cache")),
    Tool("designdoc --jobs 1", ("--version",), ("check", "--no-cache", "--jobs", "1")),
    Tool("mdsmith", ("version",), ("check",)),
    Tool("rumdl (no cache)", ("--version",), ("check", "--no-cache")),
)


def main() -> int:
    """Run the tools in turn, print a table, write ``results/kep.json``."""
    options = _options()
    tools = list(_present(TOOLS))
    with _corpus(options.corpus) as folder:
        files, size = _size(folder)
        print(f"{files} Markdown files, {size / 1e6:.1f} MB; {options.runs} runs each, in turn")
        runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
        for number in range(options.runs + 1):
            for tool in tools:
                run = measure(_command(tool, folder))
                if run.status not in tool.accepted:
                    print(f"{tool.name} ended with status {run.status}", file=sys.stderr)
                    return 1
                if number:  # the first round only warms the file cache, for all of them
                    runs[tool.name].append(run)
        peaks = {tool.name: memory(_command(tool, folder)) for tool in tools}
    _print_table(runs, peaks)
    _write(options.output, tools, runs, peaks)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="designdoc beside its native peers on the KEPs")
    parser.add_argument("--corpus", type=Path, default=ARCHIVE, help="a folder or a tar archive")
    parser.add_argument("--runs", type=int, default=7, help="timed runs of each tool")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "kep.json")
    return parser.parse_args()


def _present(tools: Sequence[Tool]) -> Iterator[Tool]:
    for tool in tools:
        if installed(tool.name.split()[0]):
            yield tool
        else:
            print(f"skipped: {tool.name} is not installed (pip install -e '.[bench]')")


def _command(tool: Tool, folder: Path) -> list[str]:
    program = installed(tool.name.split()[0])
    return [program, *tool.command, str(folder)]


@contextmanager
def _corpus(where: Path) -> Iterator[Path]:
    if where.is_dir():
        yield where
        return
    if not where.exists():
        sys.exit(f"no corpus at {where}: name a folder or an archive with --corpus")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(where) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def _size(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*.md")]
    return len(sizes), sum(sizes)


def _print_table(runs: Mapping[str, Sequence[Run]], peaks: Mapping[str, int]) -> None:
    print(f"\n{'':20}{'wall':>9}{'CPU':>9}{'memory':>10}   wall, designdoc = 1")
    ours = median(run.wall for run in runs["designdoc"]) if "designdoc" in runs else None
    for name, timed in runs.items():
        wall = median(run.wall for run in timed)
        cpu = median(run.user + run.system for run in timed)
        ratio = f"{wall / ours:.2f}" if ours else "–"
        print(f"{name:20}{wall:8.2f}s{cpu:8.2f}s{peaks[name] / 1e6:7.0f} MB   {ratio}")


def _write(
    where: Path,
    tools: Sequence[Tool],
    runs: Mapping[str, Sequence[Run]],
    peaks: Mapping[str, int],
) -> None:
    results = [
        to_hyperfine(" ".join((*tool.name.split()[:1], *tool.command)), runs[tool.name])
        | {"memory_peak_byte": peaks[tool.name], "version": _version(tool)}
        for tool in tools
    ]
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten to {where}")


def _version(tool: Tool) -> str:
    program = installed(tool.name.split()[0])
    return measure([program, *tool.version], keep=True).output.strip().splitlines()[0]


if __name__ == "__main__":
    sys.exit(main())
