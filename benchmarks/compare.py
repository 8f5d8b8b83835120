"""Does this revision cost more than the last landed one? Paired runs, no absolute times.

    python benchmarks/compare.py [--base REVISION_OR_FOLDER] [--limit 1.25]

Both revisions run the same work in turn, with this Python and the same libraries, and what counts
is the processor time of whole processes: the median of the ratios of neighbouring runs. That a
machine is busy costs both of a pair alike. Ends with 1 where a ratio is above the limit.

The last landed revision is the commit that this branch left `main` at; on `main` itself the commit
before, or the newest one where the work tree is changed. Where there is none to be had (no git, a
shallow clone, the first commit) nothing is compared, and that is said.
"""

import argparse
import compileall
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median

from measure import measure
from synthetic import write_corpus

ROOT = Path(__file__).parent.parent
START = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from designdoc.cli.main import main
main()
"""
ALARM = 35  # seconds after which no further round begins


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do with a corpus: a name, and the command line."""

    name: str
    arguments: tuple[str, ...]


WORKS = (
    Work("start", ("--version",)),
    Work("structure alone", ("check", "feature-design/000", "--no-cache", "--select", "DD1")),
    Work("corpus, cold", ("check", ".", "--no-cache", "--jobs", "1")),
    Work("corpus, nothing changed", ("check", ".", "--jobs", "1")),
)


def main() -> int:
    """Compare, print, and judge."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = _base(options.base, folder / "base")
        if isinstance(base, str):
            print(f"compared nothing: {base}")
            return 0
        write_corpus(folder / "corpus", options.documents)
        sources = (base, options.head)
        for source in sources:
            compileall.compile_dir(source, quiet=2)
        failed = {work.name for work in WORKS for each in sources if not _runs(each, work, folder)}
        if failed:
            print(f"compared nothing: one of the two cannot do this here: {', '.join(failed)}")
            return 0
        ratios = _compared(sources, folder, options.rounds)
    return _judged(ratios, options.limit)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="the cost of this revision over the last landed")
    parser.add_argument("--base", default="", help="a revision, or a folder with its sources")
    parser.add_argument("--head", type=Path, default=ROOT / "src", help="the sources to judge")
    parser.add_argument("--limit", type=float, default=1.25)
    parser.add_argument("--rounds", type=int, default=9, help="pairs of runs at most")
    parser.add_argument("--documents", type=int, default=40)
    return parser.parse_args()


def _base(given: str, where: Path) -> Path | str:
    """The folder with the sources of the base, else why there is none."""
    if given and Path(given).is_dir():
        return Path(given)
    revision = given or _landed()
    if not revision:
        return "no earlier revision is here (no git, a shallow clone, or the first commit)"
    done = _git("archive", "--format=tar", revision, "src")
    if done.returncode:
        return f"git cannot give revision {revision}"
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(where, filter="data")
    print(f"base: {_text(_git('log', '-1', '--format=%h %s', revision))}")
    return where / "src"


def _landed() -> str:
    """The commit that landed last before this one; empty where none can be told."""
    head = _text(_git("rev-parse", "--verify", "--quiet", "HEAD"))
    for main in ("origin/main", "main"):
        left_at = _text(_git("merge-base", "HEAD", main))
        if left_at and left_at != head:
            return left_at
    if head and _text(_git("status", "--porcelain", "--untracked-files=no", "src")):
        return head
    return _text(_git("rev-parse", "--verify", "--quiet", "HEAD^"))


def _compared(sources: Sequence[Path], folder: Path, rounds: int) -> dict[str, list[float]]:
    """The ratios of each pair of runs; which goes first changes from round to round."""
    ratios: dict[str, list[float]] = {work.name: [] for work in WORKS}
    start = os.times().elapsed
    for number in range(rounds):
        if number > 2 and os.times().elapsed - start > ALARM:
            break
        for work in WORKS:
            order = (0, 1) if number % 2 else (1, 0)
            cost = {at: _cost(sources[at], work, folder) for at in order}
            ratios[work.name].append(cost[1] / cost[0])
    return ratios


def _judged(ratios: dict[str, list[float]], limit: float) -> int:
    print(f"{'':26}{'ratio':>7}{'lowest':>9}{'highest':>9}{'pairs':>7}")
    worst = 0.0
    for name, found in ratios.items():
        middle = median(found)
        worst = max(worst, middle)
        mark = "   above the limit" if middle > limit else ""
        row = f"{middle:7.2f}{min(found):9.2f}{max(found):9.2f}{len(found):7}"
        print(f"{name:26}{row}{mark}")
    return int(worst > limit)


def _runs(source: Path, work: Work, folder: Path) -> bool:
    """Whether a revision can do the work at all, which also warms what is kept."""
    return measure(*_command(source, work, folder)).status in {0, 1}


def _cost(source: Path, work: Work, folder: Path) -> float:
    """Seconds of processor time, of the process and those below it."""
    run = measure(*_command(source, work, folder))
    return run.user + run.system


def _command(source: Path, work: Work, folder: Path) -> tuple[list[str], dict[str, str], Path]:
    kept = folder / f"kept-{source.resolve().as_posix().replace('/', '_')}"
    environment = {"XDG_CACHE_HOME": str(kept), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", START, str(source.resolve()), *work.arguments]
    return command, environment, folder / "corpus"


def _git(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = ["git", "-C", str(ROOT), *arguments]
    try:
        return subprocess.run(command, check=False, capture_output=True)
    except OSError:
        return subprocess.CompletedProcess(command, 127, b"", b"")


def _text(done: "subprocess.CompletedProcess[bytes]") -> str:
    return "" if done.returncode else done.stdout.decode("utf-8", "replace").strip()


if __name__ == "__main__":
    sys.exit(main())
