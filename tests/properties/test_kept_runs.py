"""Whatever changes between two runs: what was kept never shows in what is said.

A workspace with everything that a result can rest on is changed in random ways, and after each the
run over what was kept says to the byte what a run without says. It is done twice: with the states
of files and folders believed as soon as they are there (the test waits for the clock to tick), and,
as it is in earnest, with young ones not believed.
"""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from cli.conftest import Program, program
from designdoc.adapters import recording, workers
from designdoc.adapters.clock import SystemClock
from designdoc.cli.flags import FORMATS
from helpers.repository import Repository

__all__ = ["program"]

TEMPLATE = """\
# [Name] Design

## Overview

[Say what it does]

## Functional requirements

| ID | Requirement |
|----|-------------|
| FR-1 | [What] |

## Risks

| Risk | Impact |
|------|--------|
| [Risk 1] | High/Medium/Low |

## Revision history

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| [Date] | 1.0 | First version | [Name] |
"""
SIDE = "title: [Name]\nstatus: draft|final\nowners:\n  - [Name]\n"
ROUNDS = 8
TICK = 0.02  # seconds: the clock of a file system may go by 10 ms


def document(number: int, other: int) -> str:
    return f"""\
# Part {number} Design

## Overview

The part does what [another](../d{other}/README.md#risks) cannot, see d{other}/FR-{other}.

## Functional requirements

| ID | Requirement |
|----|-------------|
| FR-{number} | The part answers within 200 ms. |

## Risks

| Risk | Impact |
|------|--------|
| Lost device | Lwo |

## Revision history

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| 2026-01-{number + 1:02} | 1.0 | First version | Ann |
"""


class Workspace:
    """A repository with a template in a folder of its own, documents, and a day."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.chance = chance
        self.today = date(2026, 1, 4)
        self.repository = Repository(folder)
        self.write = self.repository.write
        self.write("docs/0000-template/README.md", TEMPLATE)
        self.write("docs/0000-template/meta.yaml", SIDE)
        for number in range(1, 7):
            self.write(f"docs/d{number}/README.md", document(number, number % 6 + 1))
            self.write(f"docs/d{number}/meta.yaml", f"title: Part {number}\nstatus: odd\n")
        self.write("docs/plain.md", document(7, 1))
        self.repository.commit("2026-01-02")

    def change(self) -> str:
        """One random change; what it was."""
        kinds: list[Callable[[], object]] = [
            self.edit, self.edit, self.retitle, self.rename, self.remove, self.template, self.side,
            self.side_of_template, self.configure, self.ignore, self.commit, self.tomorrow,
            self.ledger, self.nearer_template, self.link, self.same_size, self.touch, self.revise,
        ]  # fmt: skip
        kind = self.chance.choice(kinds)
        kind()
        return kind.__name__

    def edit(self) -> None:
        path = self.some()
        path.write_text(path.read_text() + f"\n## Extra {self.chance.randrange(9)}\n\nTBD\n")

    def same_size(self) -> None:
        path = self.some()
        text = path.read_text()
        swapped = text.replace("Lwo", "Low") if "Lwo" in text else text.replace("Low", "Lwo")
        path.write_text(swapped)

    def touch(self) -> None:
        os.utime(self.some())

    def retitle(self) -> None:
        path = self.some()
        path.write_text(path.read_text().replace("## Risks", "## Hazards", 1))

    def revise(self) -> None:
        path = self.some()
        path.write_text(path.read_text().replace("within 200 ms", "within 300 ms", 1))

    def rename(self) -> None:
        path = self.some()
        path.rename(path.with_name(f"other{self.chance.randrange(3)}.md"))

    def remove(self) -> None:
        self.some().unlink()

    def template(self) -> None:
        path = self.repository.folder / "docs/0000-template/README.md"
        path.write_text(path.read_text() + f"\n## More {self.chance.randrange(9)}\n\n[What]\n")

    def side(self) -> None:
        number = self.chance.randrange(1, 7)
        self.write(f"docs/d{number}/meta.yaml", f"title: X\nstatus: s{self.chance.randrange(9)}\n")

    def side_of_template(self) -> None:
        self.write("docs/0000-template/meta.yaml", SIDE + f"k{self.chance.randrange(9)}: [v]\n")

    def configure(self) -> None:
        where = self.chance.choice(["", "docs/", "docs/d1/"])
        code = self.chance.choice(["DD1", "DD201", "DD4", "DD7"])
        self.write(f"{where}designdoc.toml", f'[rules]\nignore = ["{code}"]\n')

    def ignore(self) -> None:
        self.write("docs/.gitignore", f"d{self.chance.randrange(1, 7)}/\n")

    def commit(self) -> None:
        self.repository.commit(self.today.isoformat())

    def tomorrow(self) -> None:
        self.today += timedelta(days=self.chance.randrange(1, 4))

    def ledger(self) -> None:
        self.write("designdoc.lock", self.chance.choice(["", "<<<<<<< ours\n", "[nonsense\n"]))

    def nearer_template(self) -> None:
        number = self.chance.randrange(1, 7)
        self.write(f"docs/d{number}/template.md", "# [Name] Design\n\n## Purpose\n\n[Why]\n")

    def link(self) -> None:
        """A document becomes a link to another, and back."""
        path = self.some()
        target = self.repository.folder / "docs/d1/README.md"
        if target.exists() and path != target:
            path.unlink()
            path.symlink_to(os.path.relpath(target, path.parent))

    def some(self) -> Path:
        """One of the documents that are left, which is a file of its own."""
        found = sorted(self.repository.folder.glob("docs/*/*.md"))
        found = [each for each in found if "template" not in str(each) and not each.is_symlink()]
        if not found:
            return self.write("docs/d1/README.md", document(1, 2))
        return self.chance.choice(found)


@pytest.mark.parametrize("believed", [True, False], ids=["believed", "young"])
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 12))]
)
def test_what_is_kept_never_shows(
    seed: int, believed: bool, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / f"{tmp_path.name}-cache"))
    monkeypatch.setattr(workers, "_BATCH", 900)
    if believed:
        monkeypatch.setattr(recording, "_LATELY", -(10**12))
    workspace = Workspace(tmp_path, Random(f"{seed} {believed}"))  # noqa: S311 - repeatable
    monkeypatch.setattr(SystemClock, "today", lambda _: workspace.today)
    told, changes = "", []
    for number in range(ROUNDS):
        arguments = ("--jobs", "2" if number % 3 == 2 else "1", "--format", FORMATS[number % 7])
        kept = said(program, *arguments)
        assert kept == said(program, *arguments, "--no-cache"), changes
        assert kept == said(program, *arguments), changes
        told = told or kept
        time.sleep(TICK if believed else 0)
        changes.append(workspace.change())
        time.sleep(TICK if believed else 0)
    assert "DD203" in told


def said(program: Program, *arguments: str) -> str:
    """Everything that a run says, without the time that it took."""
    ran = program("check", "docs", *arguments)
    lines = [line for line in ran.out.splitlines() if "Checked " not in line]
    lines = [line for line in lines if "seconds" not in line and " time=" not in line]
    return "\n".join([str(ran.status), *lines, ran.err])
