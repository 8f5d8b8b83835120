"""How the time grows: one document, then ten times as many, and one worker beside two.

    python benchmarks/growth.py [--documents 300] [--runs 5]

The corpus is synthetic: copies of the sound example under other names, with its template, so that
the benchmark needs nothing but this repository.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from measure import installed, measure, memory

EXAMPLE = Path(__file__).parent.parent / "examples" / "feature-design"


def main() -> int:
    """Measure and print; nothing is written."""
    parser = argparse.ArgumentParser(description="growth of time and memory with the corpus")
    parser.add_argument("--documents", type=int, default=300, help="documents of the small corpus")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one = _corpus(Path(folder, "one"), 1)
        small = _corpus(Path(folder, "small"), options.documents)
        large = _corpus(Path(folder, "large"), options.documents * 10)
        version = _time(["--version"], options.runs)
        single = _time(["check", str(one)], options.runs)
        few = _time(["check", str(small)], options.runs)
        many = _time(["check", str(large)], options.runs)
        alone = _time(["check", "--jobs", "1", str(large)], options.runs)
        peaks = [memory(_command(["check", str(where)])) / 1e6 for where in (small, large)]
    print(f"start (--version)           {version * 1e3:7.0f} ms")
    print(f"one document, whole process {single * 1e3:7.0f} ms")
    print(f"{options.documents:5} documents             {few:7.2f} s   {peaks[0]:5.0f} MB")
    print(f"{options.documents * 10:5} documents             {many:7.2f} s   {peaks[1]:5.0f} MB")
    print(f"ten times as many           {(many - version) / (few - version):7.2f} times the time")
    print(f"all workers beside one      {alone / many:7.2f} times as fast")
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


def _time(arguments: list[str], runs: int) -> float:
    timed = [measure(_command(arguments)) for _ in range(runs + 1)][1:]
    failed = {run.status for run in timed} - {0}
    if failed:
        sys.exit(f"designdoc {' '.join(arguments)} ended with status {failed}")
    return median(run.wall for run in timed)


if __name__ == "__main__":
    sys.exit(main())
