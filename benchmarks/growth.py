"""How time and memory grow with the corpus, cold and with what was kept, beside the peers.

    python benchmarks/growth.py [--documents 1000,10000] [--runs 3] [--peers] [--plot]

The corpora are synthetic (``synthetic.py``): the benchmark needs nothing but this repository. The
results go to ``results/growth.json`` in the shape that hyperfine exports, where the design
document's targets find them; ``--plot`` draws ``results/growth.svg`` (`pip install -e '.[bench]'`).
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from measure import Run, installed, measure, memory, to_hyperfine
from synthetic import write_corpus

RESULTS = Path(__file__).parent / "results" / "growth.json"
FAILED = frozenset({2, 3})  # statuses of a designdoc that did not do its work


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to run a program over a corpus; ``before`` prepares each run, off the clock."""

    name: str
    program: str
    arguments: tuple[str, ...]
    before: Callable[[Path], None] = lambda _: None


@dataclass(slots=True)
class Measured:
    """The runs of one kind over one corpus, and its peak of memory in bytes if that was taken."""

    runs: list[Run] = field(default_factory=list)
    peak: int = 0

    @property
    def wall(self) -> float:
        """The median of the wall time in seconds."""
        return median(run.wall for run in self.runs)


def _change(folder: Path) -> None:
    """Another sentence at the end of one document."""
    path = sorted(folder.rglob("0*-*.md"))[-1]
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")


OURS = (
    Kind("cold", "designdoc", ("check", "--no-cache")),
    Kind("cold, one worker", "designdoc", ("check", "--no-cache", "--jobs", "1")),
    Kind("one changed", "designdoc", ("check",), _change),
    Kind("unchanged", "designdoc", ("check",)),
)
PEERS = (
    Kind("mdsmith", "mdsmith", ("check",)),
    Kind("rumdl", "rumdl", ("check", "--no-cache")),
    Kind("rumdl, one changed", "rumdl", ("check",), _change),
    Kind("rumdl, unchanged", "rumdl", ("check",)),
)
MEASURED_IN_MEMORY = ("cold", "unchanged")


def main() -> int:
    """Measure, print, and write the results."""
    options = _options()
    kinds = [*OURS, *(PEERS if options.peers else ())]
    found: dict[int, dict[str, Measured]] = {}
    with tempfile.TemporaryDirectory() as name:
        for size in options.documents:
            found[size] = _of_size(size, Path(name), kinds, options.runs)
            _print_size(size, found[size])
    _print_growth(found)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    results = [
        to_hyperfine(f"{kind}, {size} documents", measured.runs)
        | ({"memory_usage_byte": [measured.peak]} if measured.peak else {})
        | {"documents": size, "kind": kind}
        for size, by_kind in found.items()
        for kind, measured in by_kind.items()
    ]
    options.output.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten to {options.output}")
    if options.plot:
        _plot(results, options.output.with_suffix(".svg"))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="growth of time and memory with the corpus")
    parser.add_argument("--documents", type=_sizes, default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=3, help="timed runs of each kind, in turn")
    parser.add_argument("--peers", action="store_true", help="rumdl and mdsmith as well")
    parser.add_argument("--plot", action="store_true", help="draw time over corpus size")
    parser.add_argument("--output", type=Path, default=RESULTS)
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(int(word) for word in text.split(","))


def _of_size(size: int, folder: Path, kinds: Sequence[Kind], runs: int) -> dict[str, Measured]:
    corpus = folder / str(size)
    write_corpus(corpus, size)
    found = {kind.name: Measured() for kind in kinds if installed(kind.program)}
    kept = {"XDG_CACHE_HOME": str(folder / "kept")}
    there = [kind for kind in kinds if kind.name in found]
    for kind in there:
        if kind.name.endswith("unchanged"):
            measure(_command(kind, corpus), kept, folder)  # so that there is something kept
    for _ in range(runs):
        for kind in there:
            kind.before(corpus)
            run = measure(_command(kind, corpus), kept, folder)
            if kind.program == "designdoc" and run.status in FAILED:
                sys.exit(f"designdoc {' '.join(kind.arguments)} ended with status {run.status}")
            found[kind.name].runs.append(run)
    for kind in there:
        if kind.name in MEASURED_IN_MEMORY:
            measure(_command(kind, corpus), kept, folder)  # a peer's run has changed a document
            found[kind.name].peak = memory(_command(kind, corpus), kept)
    return found


def _command(kind: Kind, corpus: Path) -> list[str]:
    return [installed(kind.program), *kind.arguments, str(corpus)]


def _print_size(size: int, found: dict[str, Measured]) -> None:
    print(f"\n{size:,} documents{'':14}{'wall':>9}{'cold = 1':>10}{'memory':>10}")
    whole = found["cold"].wall
    for name, measured in found.items():
        peak = f"{measured.peak / 1e6:7.0f} MB" if measured.peak else ""
        print(f"{name:26}{measured.wall:8.2f}s{measured.wall / whole:10.3f}{peak:>10}")
    print(f"{'workers beside one':26}{found['cold, one worker'].wall / whole:8.2f} times as fast")


def _print_growth(found: dict[int, dict[str, Measured]]) -> None:
    sizes = list(found)
    for small, large in pairwise(sizes):
        print(f"\n{large / small:g} times the documents ({small:,} to {large:,}):")
        for kind in found[large]:
            ratio = found[large][kind].wall / found[small][kind].wall
            print(f"{kind:26}{ratio:8.2f} times the time")


def _plot(results: Sequence[dict[str, Any]], where: Path) -> None:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    mpl.rcParams["svg.hashsalt"] = "designdoc"  # the same file for the same figures
    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    for kind in dict.fromkeys(result["kind"] for result in results):
        mine = [result for result in results if result["kind"] == kind]
        ours = "mdsmith" not in kind and "rumdl" not in kind
        axes.plot(
            [result["documents"] for result in mine],
            [result["median"] for result in mine],
            "o-" if ours else "s--",
            label=f"designdoc, {kind}" if ours else kind,
        )
    axes.set(xscale="log", yscale="log", xlabel="documents", ylabel="seconds (whole process)")
    axes.grid(visible=True, which="both", alpha=0.3)
    figure.legend(fontsize="small", loc="outside right upper")
    figure.savefig(where, metadata={"Date": None})
    print(f"drawn to {where}")


if __name__ == "__main__":
    sys.exit(main())
