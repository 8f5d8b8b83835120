"""Documents with defects, on a disk of their own, and what ``check`` and ``fix`` make of them."""

from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from defects.generator import injections
from defects.injection import Injection
from defects.pair import Pair
from designdoc.adapters.clock import SystemClock
from designdoc.api import wiring
from designdoc.application.checker import Checker
from designdoc.application.fix import Fixed, fix
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.overlay import Overlay
from designdoc.diagnostics import Finding, Severity

DOCUMENT = "docs/document.md"


@dataclass(frozen=True)
class Workshop:
    """A folder with a pair's template; the document itself is held in memory."""

    folder: Path
    _arranged: dict[str, tuple[Checker, Overlay]] = field(default_factory=dict)

    def check(self, pair: Pair, data: bytes) -> tuple[Finding, ...]:
        """What is wrong with the bytes as a document of the pair's template."""
        with self._at_work(pair, data) as (checker, _):
            outcome = checker.check(Job(DOCUMENT, str(self.folder), True))
        assert outcome.troubles == ()
        return outcome.findings

    def fix(self, pair: Pair, data: bytes, *, unsafe: bool) -> tuple[Fixed, bytes]:
        """The bytes after ``fix``, and what it says of them."""
        with self._at_work(pair, data) as (checker, overlay):
            fixed = fix([DOCUMENT], checker, overlay, SystemClock(), unsafe)
            assert fixed.result.troubles == ()
            return fixed, overlay.read(DOCUMENT)

    def _at_work(self, pair: Pair, data: bytes) -> "_AtWork":
        home = self.folder / pair.name
        with chdir(_furnished(home, pair)):
            if pair.name not in self._arranged:
                options = CheckOptions(template="template/template.md")
                self._arranged[pair.name] = wiring.checker_over({}, options)
            checker, overlay = self._arranged[pair.name]
            overlay.put(DOCUMENT, data)
        return _AtWork(home, checker, overlay)


class _AtWork:
    def __init__(self, home: Path, checker: Checker, overlay: Overlay) -> None:
        self._there = chdir(home)
        self._found = (checker, overlay)

    def __enter__(self) -> tuple[Checker, Overlay]:
        self._there.__enter__()
        return self._found

    def __exit__(self, *error: object) -> None:
        self._there.__exit__(None, None, None)


def _furnished(home: Path, pair: Pair) -> Path:
    if not home.exists():
        for name, text in _files(pair):
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return home


def _files(pair: Pair) -> Iterator[tuple[str, str]]:
    yield "template/template.md", pair.template
    if pair.side:
        yield "template/record.yaml", pair.side_template
        yield "docs/record.yaml", pair.side + "\n"
    yield DOCUMENT, ""


@cache
def injected() -> list[tuple[Injection, str]]:
    """Every defect of the generator whose text is the document's."""
    return [(each, ending) for each, ending in injections() if not each.in_side]


@st.composite
def damages(draw: st.DrawFn) -> tuple[Pair, bytes]:
    """A sound document with a defect, then with lines dropped, doubled and exchanged."""
    injection, ending = draw(st.sampled_from(injected()))
    data = injection.as_bytes(ending)
    newline = b"\r\n" if ending == "crlf" else b"\n"
    lines = data.split(newline)
    places = st.integers(0, len(lines) - 1)
    kinds = st.sampled_from(["drop", "double", "exchange", "deeper"])
    for kind in draw(st.lists(kinds, max_size=4)):
        one, other = draw(places) % len(lines), draw(places) % len(lines)
        if kind == "drop":
            del lines[one]
            lines = lines or [b""]
        elif kind == "double":
            lines.insert(other, lines[one])
        elif kind == "deeper" and lines[one].startswith(b"#"):
            lines[one] = b"#" + lines[one]
        else:
            lines[one], lines[other] = lines[other], lines[one]
    return injection.pair, newline.join(lines)


def errors(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Codes and messages of those that break a build."""
    return sorted((f.code, f.message) for f in findings if f.severity is Severity.ERROR)
