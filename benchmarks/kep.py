"""The KEP corpus, cold and warm, beside rumdl and mdsmith: whole processes in turn, medians.

    pip install -e '.[bench]'
    python benchmarks/kep.py [--corpus DIR_OR_ARCHIVE] [--runs 7] [--warm]

The tools do different work: the peers check style rule by rule, designdoc checks structure and
values against the corpus' own template. What is compared is the wait before an answer.
Each tool runs over the same files, a copy, prints to the null device, and may use all cores. Memory
is measured in a run of its own, so that measuring does not slow the timed ones. Warm: nothing has
changed since the run before; one changed: a sentence was added to one document.
"""

import argparse
import json
import shutil
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
    changes: bool = False


COLD = (
    Tool("designdoc", ("--version",), ("check", "--no-cache")),
    Tool("designdoc --jobs 1", ("--version",), ("check", "--no-cache", "--jobs", "1")),
    Tool("mdsmith", ("version",), ("check",)),
    Tool("rumdl (no cache)", ("--version",), ("check", "--no-cache")),
)
WARM = (  # what changes comes first, so that the run after it finds nothing changed
    Tool("designdoc (one changed)", ("--version",), ("check",), changes=True),
    Tool("designdoc (warm)", ("--version",), ("check",)),
    Tool("rumdl (one changed)", ("--version",), ("check",), changes=True),
    Tool("rumdl (warm)", ("--version",), ("check",)),
)


def main() -> int:
    """Run the tools in turn, print a table, write ``results/kep.json``."""
    options = _options()
    tools = list(_present(WARM if options.warm else (*COLD, *WARM)))
    with _corpus(options.corpus) as folder:
        kept = {"XDG_CACHE_HOME": str(folder.parent / "kept")}
        files, size = _size(folder)
        print(f"{files} Markdown files, {size / 1e6:.1f} MB; {options.runs} runs each, in turn")
        runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
        for number in range(options.runs + 1):
            for tool in tools:
                if tool.changes:
                    _change(folder)
                run = measure(_command(tool, folder), kept, folder.parent)
                if run.status not in tool.accepted:
                    print(f"{tool.name} ended with status {run.status}", file=sys.stderr)
                    return 1
                if number:  # the first round only warms, for all of them
                    runs[tool.name].append(run)
        peaks = {tool.name: memory(_command(tool, folder), kept) for tool in tools}
    _print_table(runs, peaks)
    _write(options.output, tools, runs, peaks)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="designdoc beside its native peers on the KEPs")
    parser.add_argument("--corpus", type=Path, default=ARCHIVE, help="a folder or a tar archive")
    parser.add_argument("--runs", type=int, default=7, help="timed runs of each tool")
    parser.add_argument("--warm", action="store_true", help="only what is kept from run to run")
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
    if not where.exists():
        sys.exit(f"no corpus at {where}: name a folder or an archive with --corpus")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "corpus")
        if where.is_dir():
            shutil.copytree(where, folder, ignore=shutil.ignore_patterns(".git"))
        else:
            with tarfile.open(where) as archive:
                archive.extractall(folder, filter="data")
        yield folder


def _change(folder: Path) -> None:
    """Another sentence at the end of the document of middle size."""
    documents = sorted(folder.rglob("*.md"), key=lambda path: (path.stat().st_size, path))
    with documents[len(documents) // 2].open("a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")


def _size(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*.md")]
    return len(sizes), sum(sizes)


def _print_table(runs: Mapping[str, Sequence[Run]], peaks: Mapping[str, int]) -> None:
    first = next(iter(runs))
    print(f"\n{'':24}{'wall':>9}{'CPU':>9}{'memory':>10}   wall, {first} = 1")
    ours = median(run.wall for run in runs[first])
    for name, timed in runs.items():
        wall = median(run.wall for run in timed)
        cpu = median(run.user + run.system for run in timed)
        ratio = f"{wall / ours:.2f}"
        print(f"{name:24}{wall:8.2f}s{cpu:8.2f}s{peaks[name] / 1e6:7.0f} MB   {ratio}")


def _write(
    where: Path,
    tools: Sequence[Tool],
    runs: Mapping[str, Sequence[Run]],
    peaks: Mapping[str, int],
) -> None:
    results = [
        to_hyperfine(_title(tool), runs[tool.name])
        | {"memory_peak_byte": peaks[tool.name], "version": _version(tool)}
        for tool in tools
    ]
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten to {where}")


def _title(tool: Tool) -> str:
    """The command, and in words what was kept before it."""
    program, _, words = tool.name.partition(" ")
    state = words if words in {"(warm)", "(one changed)"} else ""
    return " ".join(filter(None, (program, *tool.command, state)))


def _version(tool: Tool) -> str:
    program = installed(tool.name.split()[0])
    return measure([program, *tool.version], keep=True).output.strip().splitlines()[0]


if __name__ == "__main__":
    sys.exit(main())
