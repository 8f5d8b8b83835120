"""A site that was built again and again is, to the byte, the one that is built from nothing."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designdoc.adapters.site_folder import MANIFEST
from designdoc.cli.main import run
from helpers.site_texts import DOCUMENT, OTHER, TEMPLATE

NAMES = ("login.md", "other.md", "sub/third.md", "sub/設計.md")
Edit = Callable[[Path, int], None]


def _written(path: Path, change: Callable[[str], str]) -> None:
    if path.is_file():
        path.write_text(change(path.read_text("utf-8")), "utf-8")


def _words(path: Path, n: int) -> None:
    _written(path, lambda text: text.replace("Users sign in.", f"Users sign in {n} times.", 1))


def _title(path: Path, n: int) -> None:
    _written(path, lambda text: text.replace("Design Document", f"Design {n} Document", 1))


def _requirement(path: Path, n: int) -> None:
    _written(path, lambda text: text.replace("- **FR-3**", f"- **FR-{n}0**: More\n- **FR-3**", 1))


def _lines(path: Path, n: int) -> None:
    _written(path, lambda text: text.replace("## Overview\n", "\n" * n + "## Overview\n", 1))


def _end(path: Path, n: int) -> None:
    row = f"| Theft {n} | High | Low | Locks |\n"
    head = "\n## Risks and Mitigation\n\n| Risk | Impact | Probability | Mitigation |\n|-|-|-|-|\n"
    _written(path, lambda text: text + (row if "## Risks" in text else head + row))


def _link(path: Path, n: int) -> None:
    target = os.path.relpath(path.parent / ".." / NAMES[n % len(NAMES)], path.parent)
    link = f"\nSee [that](../docs/{target}#requirements) and [a line](other.md#L{n}).\n"
    _written(path, lambda text: text + link)


def _status(path: Path, n: int) -> None:
    _written(path, lambda text: text.replace("status: ", f"status: {'x' * n} ", 1))


def _anew(path: Path, n: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((DOCUMENT, OTHER)[n % 2], "utf-8")


def _gone(path: Path, n: int) -> None:
    del n
    path.unlink(missing_ok=True)


def _template(path: Path, n: int) -> None:
    template = next(p for p in path.parents if p.name == "docs").parent / "template.md"
    changed = TEMPLATE.replace("[One or two sentences]", f"[{n} sentences]")
    template.write_text(changed + (f"\n## Extra {n}\n\n[Words]\n" if n % 2 else ""), "utf-8")


EDITS = (_words, _title, _requirement, _lines, _end, _link, _status, _anew, _gone, _template)
steps = st.lists(
    st.tuples(st.sampled_from(EDITS), st.sampled_from(NAMES), st.integers(1, 5)),
    min_size=1,
    max_size=5,
)


@contextmanager
def _folder() -> Iterator[Path]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, text in (("login.md", DOCUMENT), ("other.md", OTHER)):
            _anew(root / "docs" / path, 0)
            (root / "docs" / path).write_text(text, "utf-8")
        (root / "template.md").write_text(TEMPLATE, "utf-8")
        os.chdir(root)
        try:
            yield root
        finally:
            os.chdir(before)


def _built(root: Path, name: str, *flags: str) -> dict[str, bytes]:
    command = ["site", "build", "docs", "--template", "template.md", "-q", "-o", name, *flags]
    assert run(command) in {0, 1}
    found = (path for path in (root / name).rglob("*") if path.is_file())
    return {
        p.relative_to(root / name).as_posix(): p.read_bytes() for p in found if p.name != MANIFEST
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_whatever_is_edited(edits: list[tuple[Edit, str, int]]) -> None:
    with _folder() as root:
        _built(root, "again")
        for edit, name, number in edits:
            edit(root / "docs" / name, number)
            again, clean = _built(root, "again"), _built(root, "clean", "--no-cache")
            assert again.keys() == clean.keys()
            assert [path for path in clean if again[path] != clean[path]] == []
            shutil.rmtree(root / "clean")


def test_only_what_changed_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    from designdoc.site import build

    made: list[str] = []
    real = build.whole

    def whole(page: build.Page, frame: build.Frame) -> str:
        made.append(page.path)
        return real(page, frame)

    monkeypatch.setattr(build, "whole", whole)
    with _folder() as root:
        _built(root, "out")
        assert len(made) == 7 + 2
        made.clear()
        _words(root / "docs/login.md", 1)
        _built(root, "out")
        assert made == ["documents/docs/login.html"]
        made.clear()
        _title(root / "docs/login.md", 2)
        _built(root, "out")
        assert {"index.html", "documents/docs/login.html"} <= set(made)
        assert "documents/docs/other.html" not in made
        (root / "out/risks.html").write_text("spoiled", "utf-8")
        made.clear()
        _built(root, "out", "--no-cache")
        assert made == ["risks.html"]
