"""What one person waits for: start, one document, and the findings after each key.

    python benchmarks/waits.py [--root DIR --document FILE] [--runs 9] [--keys 1000]

Start and one document are whole processes; `one document, kept` is a second run in which nothing
has changed. Keys are typed at random places of a document of 100 KB, in a process that has all
loaded, as the language server checks it: of FILE within DIR, which has a template for it, and of
the sound example with its own sections again until it is as long, which is nearly all requirements.
The results go to ``results/waits.json`` in the shape that hyperfine exports.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import mean, median, quantiles, stdev
from typing import Any

from measure import installed, measure, to_hyperfine

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "feature-design"
LENGTH = 100_000  # bytes


def main() -> int:
    """Measure, print, and write the results."""
    options = _options()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("template.md", "offline-notes.md"):
            shutil.copy(EXAMPLE / each, folder)
        results = _processes(folder, options.runs)
        results.append(_keys("a key in 100 KB of requirements", folder, _long(folder), options))
        if options.document:
            results.append(_keys("a key in 100 KB", options.root, options.document, options))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")
    for each in results:
        rank = quantiles(each["times"], n=20)[18] if len(each["times"]) > 19 else each["max"]
        print(f"{each['command']:34}{each['median'] * 1e3:8.1f} ms   p95 {rank * 1e3:8.1f} ms")
    print(f"\nwritten to {options.output}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="what one person waits for")
    parser.add_argument("--document", type=Path, help="of about 100 KB, with its template in DIR")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--keys", type=int, default=1000)
    parser.add_argument("--output", type=Path, default=HERE / "results" / "waits.json")
    return parser.parse_args()


def _processes(folder: Path, runs: int) -> list[dict[str, Any]]:
    program, kept = installed("designdoc"), {"XDG_CACHE_HOME": str(folder / "kept")}
    check = [program, "check", str(folder / "offline-notes.md")]
    ways = {
        "start": [program, "--version"],
        "one document": [*check, "--no-cache"],
        "one document, kept": check,
    }
    found: dict[str, list[Any]] = {name: [] for name in ways}
    for _ in range(runs + 1):
        for name, command in ways.items():
            found[name].append(measure(command, kept, folder))
    return [to_hyperfine(name, measured[1:]) for name, measured in found.items()]


def _long(folder: Path) -> Path:
    """The sound example with its sections again until it is long enough."""
    text = (folder / "offline-notes.md").read_text(encoding="utf-8")
    head, *sections = text.split("\n## ")
    whole, number = [head, *sections], 1
    while sum(map(len, whole)) < LENGTH:
        title, _, rest = sections[number % len(sections)].partition("\n")
        whole.append(f"{title}, once more ({number})\n{rest}")
        number += 1
    path = folder / "long.md"
    path.write_text("\n## ".join(whole), encoding="utf-8")
    return path


def _keys(name: str, root: Path, document: Path, options: argparse.Namespace) -> dict[str, Any]:
    """The time from each key to the findings, in this process."""
    from designdoc.adapters.collector import tune
    from designdoc.api.wiring import session

    tune()
    chance = Random(1)  # noqa: S311 - repeatable, not secret
    data, times = document.read_bytes(), []
    opened = session(str(root))
    path = opened.shown(str(document))
    opened.open(path, data)
    findings = len(opened.outcome(path).findings)
    for _ in range(options.keys):
        at = chance.randrange(len(data) + 1)
        while at < len(data) and data[at] & 0xC0 == 0x80:  # within a character
            at += 1
        data = data[:at] + b"x" + data[at:]
        start = time.perf_counter()
        opened.change(path, data)
        opened.outcome(path)
        times.append(time.perf_counter() - start)
    print(
        f"{document.name}: {len(data):,} bytes, {findings} findings at first, {options.keys} keys"
    )
    return _result(name, times)


def _result(name: str, times: Sequence[float]) -> dict[str, Any]:
    return {
        "command": name,
        "mean": mean(times),
        "stddev": stdev(times),
        "median": median(times),
        "min": min(times),
        "max": max(times),
        "times": [round(each, 6) for each in times],
    }


if __name__ == "__main__":
    sys.exit(main())
