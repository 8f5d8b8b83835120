"""The sound example in a repository of its own, with results as real tools wrote them."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import designdoc
from designdoc.diagnostics import Finding

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples/evidence"
REPORTS = Path(__file__).with_name("reports")
DOCUMENT = "docs/design/rate-limiter.md"
BEFORE, AFTER = "2026-11-20T12:00:00+0000", "2026-12-24T12:00:00+0000"  # of the results


class Project:
    """A folder that can be edited and committed on a given day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(
            "reports", "__pycache__", ".*"
        ))  # fmt: skip
        shutil.copytree(REPORTS, folder / "reports")
        (folder / ".gitignore").write_text("reports/\n")
        self.git("init", "-q", "-b", "main")
        self.commit(BEFORE)
        self.touch("reports/memory.csv", 1_795_736_700)

    def commit(self, day: str) -> None:
        """Commit everything as if on that day."""
        self.git("add", "-A")
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        self.git("commit", "-q", "--allow-empty", "-m", "change", **dates)

    def git(self, *arguments: str, **environment: str) -> None:
        """Run git here, with an author of its own."""
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        command = ["git", *who, *arguments]
        subprocess.run(command, cwd=self.folder, check=True, env={**os.environ, **environment})

    def touch(self, path: str, seconds: int) -> None:
        """Set the time of a file."""
        os.utime(self.folder / path, (seconds, seconds))

    def replace(self, path: str, old: str, new: str, count: int = 1) -> None:
        """Change words of a file; they have to be there."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, count), "utf-8")

    def document(self, old: str, new: str, day: str = BEFORE) -> None:
        """Change the document and commit it."""
        self.replace(DOCUMENT, old, new)
        self.commit(day)

    def check(self) -> tuple[Finding, ...]:
        """Every finding in the document and about its results."""
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            return designdoc.check([DOCUMENT]).findings
        finally:
            os.chdir(before)


def told(findings: tuple[Finding, ...]) -> Mapping[str, str]:
    """The codes over evidence with their messages."""
    return {each.code: each.message for each in findings if each.code.startswith("DD6")}
