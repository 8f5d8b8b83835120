"""How the time grows: one document, then ten times as many, and one worker beside two.

    python benchmarks/growth.py [--documents 300] [--runs 5]

The corpus is synthetic: copies of the sound example under other names, with its template, so that
the benchmark needs nothing but this repository. The results go to ``results/growth.json`` in the
shape that hyperfine exports, where the design document's targets find them.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from measure import Run, installed, measure, memory, to_hyperfine

RESULTS = Path(__file__).parent / "results" / "growth.json"
EXAMPLE = Path(__file__).parent.parent / "examples" / "feature-design"


def main() -> int:
    """Measure, print, and write ``results/growth.json``."""
    parser = argparse.ArgumentParser(description="growth of time and memory with the corpus")
    parser.add_argument("--documents", type=int, default=300, help="documents of the small corpus")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each kind")
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one = _corpus(Path(folder, "one"), 1)
        small = _corpus(Path(folder, "small"), options.documents)
        large = _corpus(Path(folder, "large"), options.documents * 10)
        starts = _runs(["--version"], options.runs)
        singles = _runs(["check", str(one)], options.runs)
        fews = _runs(["check", str(small)], options.runs)
        manys = _runs(["check", str(large)], options.runs)
        alones = _runs(["check", "--jobs", "1", str(large)], options.runs)
        memories = [memory(_command(["check", str(where)])) for where in (small, large)]
    version, single, few, many, alone = map(_wall, (starts, singles, fews, manys, alones))
    peaks = [each / 1e6 for each in memories]
    print(f"start (--version)           {version * 1e3:7.0f} ms")
    print(f"one document, whole process {single * 1e3:7.0f} ms")
    print(f"{options.documents:5} documents             {few:7.2f} s   {peaks[0]:5.0f} MB")
    print(f"{options.documents * 10:5} documents             {many:7.2f} s   {peaks[1]:5.0f} MB")
    print(f"ten times as many           {(many - version) / (few - version):7.2f} times the time")
    print(f"all workers beside one      {alone / many:7.2f} times as fast")
    results = [
        to_hyperfine("start", starts),
        to_hyperfine("one document", singles),
        to_hyperfine("small corpus", fews) | {"memory_usage_byte": memories[:1]},
        to_hyperfine("large corpus", manys) | {"memory_usage_byte": memories[1:]},
        to_hyperfine("large corpus, one worker", alones),
    ]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten to {options.output}")
    return 0


def _corpus(folder: Path, documents: int) -> Path:
    folder.mkdir()
    shutil.copy(EXAMPLE / "template.md", folder)
    text = (EXAMPLE / "offline-notes.md").read_text(encoding="utf-8")
    for number in range(documents):
        (folder / f"notes-{number:05}.md").write_text(text, encoding="utf-8")
    return folder


def _command(arguments: list[str]) -> list[str]:
    return [installed("designdoc"), *arguments]


def _runs(arguments: list[str], runs: int) -> list[Run]:
    timed = [measure(_command(arguments)) for _ in range(runs + 1)][1:]
    failed = {run.status for run in timed} - {0}
    if failed:
        sys.exit(f"designdoc {' '.join(arguments)} ended with status {failed}")
    return timed


def _wall(runs: Sequence[Run]) -> float:
    return median(run.wall for run in runs)


if __name__ == "__main__":
    sys.exit(main())
