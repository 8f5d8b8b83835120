"""How long the versions of a template and the attribution of its documents take, cold and warm.

    python benchmarks/lineage.py CLONE --template 0000-template.md --documents text [--runs 5]

CLONE is a git clone with history, for example of rust-lang/rfcs. Cold: nothing is kept; warm: the
cache folder holds what the run before found. Documents are parsed before the clock starts; each run
is a process of its own. Nothing is written but a cache folder of the benchmark's own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

RUN = """
import os, sys, time
from pathlib import Path
from designdoc.api.wiring import checker
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.templates import Chosen
from designdoc.diagnostics import TemplateUse
from designdoc.markdown import parse
from designdoc.source import decode

template, folder, cache = sys.argv[1:]
own = checker(CheckOptions(template=template, cache=cache == "yes"))
paths = [path.as_posix() for path in sorted(Path(folder).rglob("*.md"))]
trees = {path: parse(decode(path, Path(path).read_bytes())) for path in paths}
start, used = time.perf_counter(), sum(os.times()[:4])
compiled = own.library.read(template)
chosen = Chosen(compiled, TemplateUse(compiled.path, "command line"))
known = own.lineages.of(compiled)
versions = len(known.lineage.versions) if known else 0
editions = sum(len(version.editions) for version in known.lineage.versions) if known else 0
for path, tree in trees.items():
    own.lineages.attributed(Job(path, folder, True), tree, chosen, "")
processor = sum(os.times()[:4]) - used
print(time.perf_counter() - start, processor, editions, versions, len(trees))
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="time of lineage and attribution")
    parser.add_argument("clone", type=Path)
    parser.add_argument("--template", required=True, help="path in the clone")
    parser.add_argument("--documents", required=True, help="folder in the clone")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        own = os.environ | {"XDG_CACHE_HOME": folder}
        run = [sys.executable, "-c", RUN, options.template, options.documents]
        cold = [_run([*run, "no"], options.clone, own) for _ in range(options.runs)]
        warm = [_run([*run, "yes"], options.clone, own) for _ in range(options.runs + 1)][1:]
        kept = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    _, _, editions, versions, documents = cold[0]
    print(f"{editions:.0f} texts in {versions:.0f} versions, {documents:.0f} documents")
    for name, rows in (("cold", cold), ("warm", warm)):
        wall, processor = (median(row[at] for row in rows) for at in (0, 1))
        print(f"{name}: {wall:.2f} s; of the processors, git included, {processor:.2f} s")
    print(f"kept: {kept / 1000:.0f} kB")
    return 0


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> list[float]:
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return [float(word) for word in done.stdout.split()]


if __name__ == "__main__":
    sys.exit(main())
