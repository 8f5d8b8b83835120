"""How long the index of a source tree takes, cold and warm: 1,000 files, 10 MB, on one core.

    python benchmarks/code.py [--python DIR] [--typescript DIR] [--runs 5]

Files are taken from DIR, without one for Python from the standard library, TypeScript left out;
where there are fewer than 1,000, they are used again, each time with another last line. What is
measured is the whole process of `designdoc code map` on a document beside them: start, walk, index,
mapping. Cold: nothing is kept; warm: the run before kept what it found, and no file changed.
"""

import argparse
import json
import os
import random
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from measure import Run, installed, measure, to_hyperfine

HERE = Path(__file__).parent
COUNT, BYTES = 1_000, 10_000_000
LEAST, MOST = 1_000, 60_000  # bytes of a file; the average is brought near to 10 kB
SUFFIXES = {"Python": (".py",), "TypeScript": (".ts", ".tsx")}
SET_APART = frozenset({"node_modules", "site-packages", ".git", "dist"})
CONFIGURATION = '[code]\nroots = ["src"]\n'
DOCUMENT = "# Design\n\n## Major Components\n\n### Component 1: Main\n\n- **Code**: `src/m0000`\n"


def main() -> int:
    """Measure each language, print a table, write ``results/code.json``."""
    options = _options()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, for our children too
    results: list[dict[str, Any]] = []
    for language, folder in (("Python", options.python), ("TypeScript", options.typescript)):
        if folder is None:
            print(f"skipped: {language} (name a folder with --{language.lower()})")
            continue
        results += _language(language, folder, options)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"written to {options.output}")
    return 0


def _options() -> argparse.Namespace:
    standard = Path(sysconfig.get_paths()["stdlib"])
    parser = argparse.ArgumentParser(description="time of the index of a source tree")
    parser.add_argument("--python", type=Path, default=standard, help="a folder of Python files")
    parser.add_argument("--typescript", type=Path, help="a folder of TypeScript files")
    parser.add_argument("--files", type=int, default=COUNT, help="files that are indexed")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each")
    parser.add_argument("--output", type=Path, default=HERE / "results" / "code.json")
    return parser.parse_args()


def _language(language: str, folder: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        size = _project(project, language, folder, options.files)
        print(f"{options.files} {language} files, {size / 1e6:.1f} MB; {options.runs} runs each")
        os.environ["XDG_CACHE_HOME"] = str(project / "cache")
        os.environ["PYTHONPYCACHEPREFIX"] = str(project / "compiled")  # as where it is installed
        command = [installed("designdoc"), "code", "map", str(project / "docs"), "--quiet"]
        for state, more in (("cold", ["--no-cache"]), ("warm", [])):
            runs = _runs([*command, *more], options.runs)
            title = f"designdoc code map ({options.files} {language} files, {state})"
            print(f"{state}: {median(run.wall for run in runs):.2f} s")
            yield to_hyperfine(title, runs)


def _runs(command: Sequence[str], count: int) -> list[Run]:
    """The timed runs, after one that fills the caches."""
    runs = [measure(command, keep=True) for _ in range(count + 1)][1:]
    failed = next((run for run in runs if run.status), None)
    if failed:
        sys.exit(f"{' '.join(command)} ended with status {failed.status}: {failed.output}")
    return runs


def _project(project: Path, language: str, folder: Path, count: int) -> int:
    """A project with so many source files and a document, and the bytes of the files."""
    (project / "docs").mkdir()
    (project / "src").mkdir()
    (project / "designdoc.toml").write_text(CONFIGURATION)
    (project / "docs" / "design.md").write_text(DOCUMENT)
    suffixes = SUFFIXES[language]
    texts = _texts(folder, suffixes, count)
    if not texts:
        sys.exit(f"no {language} files of {LEAST} to {MOST} bytes in {folder}")
    size = 0
    mark = b"#" if language == "Python" else b"//"
    for number, text in zip(range(count), cycle(texts), strict=False):
        data = text + b"\n%s %d\n" % (mark, number)
        (project / "src" / f"m{number:04}{suffixes[-1]}").write_bytes(data)
        size += len(data)
    return size


def _texts(folder: Path, suffixes: Sequence[str], count: int) -> list[bytes]:
    """Files of a folder, the smallest or the largest left out until their average is right."""
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in suffixes and not SET_APART & set(path.parts) and path.is_file()
    )
    texts = sorted((path.read_bytes() for path in paths), key=len)
    texts = [text for text in texts if LEAST <= len(text) <= MOST]
    size, mean = sum(map(len, texts)), BYTES // COUNT
    while texts and size > mean * len(texts):
        size -= len(texts.pop())
    while texts and size < mean * len(texts):
        size -= len(texts.pop(0))
    random.Random(1).shuffle(texts)  # noqa: S311 - the same draw each time
    return texts[:count]


if __name__ == "__main__":
    sys.exit(main())
